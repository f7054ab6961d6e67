#include "core/base/hash.h"

#include <array>
#include <fstream>
#include <memory>
#include <openssl/evp.h>
#include <vector>
#if defined(__x86_64__)
#include <xxh_x86dispatch.h> // XXH3 by the widest instructions of this machine
#else
#include <xxhash.h>
#endif

namespace vetrina {

namespace {

class Sha256 {
public:
    Sha256() { EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr); }
    void add(const void* data, std::size_t size) { EVP_DigestUpdate(m_context.get(), data, size); }

    std::string hex()
    {
        std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
        unsigned size = 0;
        EVP_DigestFinal_ex(m_context.get(), digest.data(), &size);
        std::string text;
        for (unsigned i = 0; i < size; ++i) {
            text += "0123456789abcdef"[digest[i] >> 4];
            text += "0123456789abcdef"[digest[i] & 15];
        }
        return text;
    }

private:
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> m_context{ EVP_MD_CTX_new(), &EVP_MD_CTX_free };
};

} // namespace

std::uint64_t checksum(std::span<const std::byte> bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

std::string sha256(std::span<const std::byte> bytes)
{
    Sha256 sha;
    sha.add(bytes.data(), bytes.size());
    return sha.hex();
}

Result<std::string> sha256OfFile(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return fail(Error::Code::NotFound, file.string() + ": can't be opened", "Check the path.");
    Sha256 sha;
    std::vector<char> block(1 << 20);
    while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0)
        sha.add(block.data(), static_cast<std::size_t>(in.gcount()));
    if (in.bad())
        return fail(Error::Code::Io, file.string() + ": can't be read", "Check the disk.");
    return sha.hex();
}

} // namespace vetrina
