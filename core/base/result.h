#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace vetrina {

/// What went wrong, in words that the person at the window can act on.
struct Error {
    enum class Code {
        NotFound, ///< the named thing is not there
        Malformed, ///< bytes that are not what they claim to be
        Unsupported, ///< well formed, but not something Vetrina reads or does
        WrongUse, ///< the caller asked for something that makes no sense
        Full, ///< no room on the disk
        ReadOnly, ///< the medium or the file can't be written
        Busy, ///< somebody else holds it
        Cancelled, ///< asked to stop; never shown as an error
        Io, ///< the operating system refused a read or a write
        Internal ///< ours to mend
    };

    Code code = Code::Internal;
    std::string message; ///< what and where: "site.json:4: latitude 91 is outside -90..90"
    std::string remedy; ///< what to do about it; empty where there is nothing to do
};

/// A value, or the reason there is none. Nothing in core throws across a function marked with it.
template <typename T> using Result = tl::expected<T, Error>;

/// Shorthand for returning an error from a function that gives a Result.
[[nodiscard]] inline tl::unexpected<Error> fail(Error::Code code, std::string message, std::string remedy = {})
{
    return tl::unexpected(Error{ code, std::move(message), std::move(remedy) });
}

/// What every stopped piece of work returns.
[[nodiscard]] inline tl::unexpected<Error> cancelled() { return fail(Error::Code::Cancelled, "cancelled"); }

/// The same error with the place where it happened put before its words: "night.tar.gz: a.avro: ...".
[[nodiscard]] inline Error at(const std::string& place, Error error)
{
    error.message = place + ": " + error.message;
    return error;
}

} // namespace vetrina
