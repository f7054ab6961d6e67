#include "core/data/label_scheme.h"

#include "core/base/file.h"
#include "core/base/json_guard.h"
#include "core/base/paths.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <nlohmann/json.hpp>

namespace vetrina::data {

namespace {

using Json = nlohmann::json;

constexpr std::size_t mostClasses = 64;
constexpr std::uint64_t longestFile = 1 << 20;
constexpr std::array<std::string_view, 6> marks{ "disc", "square", "diamond", "triangle", "cross", "ring" };

bool sameLetters(std::string_view a, std::string_view b)
{
    return std::ranges::equal(
        a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

tl::unexpected<Error> malformed(const std::string& place, const std::string& what)
{
    return fail(Error::Code::Malformed, place + ": " + what, "Mend the scheme's file; the shipped ones show its form.");
}

std::string capital(std::string text)
{
    if (!text.empty())
        text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    return text;
}

std::string upper(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text;
}

/// Its first `characters`: a cut inside of one would be no text.
std::string beginning(const std::string& utf8, int characters)
{
    std::size_t end = 0;
    const auto goesOn = [&] { return end < utf8.size() && (static_cast<unsigned char>(utf8[end]) & 0xc0) == 0x80; };
    for (; characters > 0 && end < utf8.size(); --characters)
        for (++end; goesOn(); ++end) { }
    return utf8.substr(0, end);
}

/// A member that may be absent; an error where it is there and no text, or too long for what it is.
Result<std::string> textOf(const Json& object, const char* key, std::string otherwise, const std::string& place)
{
    const auto found = object.find(key);
    if (found == object.end())
        return otherwise;
    if (!found->is_string() || found->get_ref<const std::string&>().size() > 1000)
        return malformed(place, std::string("'") + key + "' is not a text");
    return found->get<std::string>();
}

Result<LabelClass> classOf(const Json& object, const std::string& place)
{
    if (!object.is_object())
        return malformed(place, "a class is not an object");
    LabelClass made;
    const auto read = [&](const char* key, std::string& into, const std::string& otherwise) -> Result<void> {
        return textOf(object, key, otherwise, place).map([&](std::string text) { into = std::move(text); });
    };
    if (auto done = read("name", made.name, ""); !done)
        return tl::unexpected(done.error());
    if (made.name.empty())
        return malformed(place, "a class has no name");
    const std::pair<const char*, std::pair<std::string*, std::string>> rest[] = {
        { "title", { &made.title, capital(made.name) } },
        { "code", { &made.code, upper(beginning(made.name, 4)) } },
        { "key", { &made.key, "" } },
        { "colour", { &made.colour, "none" } },
        { "mark", { &made.mark, "ring" } },
    };
    for (const auto& [key, into] : rest)
        if (auto done = read(key, *into.first, into.second); !done)
            return tl::unexpected(done.error());
    if (auto done = read("short", made.shortTitle, made.title); !done)
        return tl::unexpected(done.error());
    if (made.key.size() > 1)
        return malformed(place, "the key of '" + made.name + "' is more than one character");
    if (std::ranges::find(marks, made.mark) == marks.end())
        return malformed(place, "'" + made.mark + "' is not a mark");
    return made;
}

} // namespace

const LabelClass* LabelScheme::find(std::string_view words) const
{
    for (const auto member : { &LabelClass::name, &LabelClass::code, &LabelClass::title }) {
        const auto found = std::ranges::find_if(classes, [&](const auto& c) { return sameLetters(c.*member, words); });
        if (found != classes.end())
            return &*found;
    }
    return nullptr;
}

Result<LabelScheme> LabelScheme::parse(std::string_view json, const std::string& place)
{
    if (json.size() > longestFile)
        return malformed(place, "larger than 1 MB");
    const Json root = jsonNestsWithin(json, 16) ? Json::parse(json, nullptr, false) : Json();
    if (!root.is_object())
        return malformed(place, "not a JSON object");

    LabelScheme scheme;
    for (const auto& [key, into] :
        { std::pair("name", &scheme.name), std::pair("title", &scheme.title), std::pair("about", &scheme.about) }) {
        auto text = textOf(root, key, into == &scheme.title ? capital(scheme.name) : "", place);
        if (!text)
            return tl::unexpected(text.error());
        *into = std::move(*text);
    }
    if (scheme.name.empty())
        return malformed(place, "the scheme has no name");
    const auto version = root.find("version");
    if (version == root.end() || !version->is_number_integer() || version->get<std::int64_t>() < 1
        || version->get<std::int64_t>() > 1'000'000)
        return malformed(place, "'version' is not a whole number from 1");
    scheme.version = version->get<int>();
    if (const auto multi = root.find("multi"); multi != root.end()) {
        if (!multi->is_boolean())
            return malformed(place, "'multi' is neither true nor false");
        scheme.multi = multi->get<bool>();
    }

    const auto classes = root.find("classes");
    if (classes == root.end() || !classes->is_array() || classes->empty() || classes->size() > mostClasses)
        return malformed(place, "'classes' is not a list of 1 to " + std::to_string(mostClasses));
    for (const auto& object : *classes) {
        auto made = classOf(object, place);
        if (!made)
            return tl::unexpected(made.error());
        for (const auto& other : scheme.classes)
            if (sameLetters(other.name, made->name) || sameLetters(other.code, made->code)
                || (!made->key.empty() && other.key == made->key))
                return malformed(place, "'" + other.name + "' and '" + made->name + "' share a name, code or key");
        if (scheme.multi && made->name.find('+') != std::string::npos)
            return malformed(place, "'" + made->name + "': a name may hold no '+' where several classes may be given");
        scheme.classes.push_back(std::move(*made));
    }
    return scheme;
}

Result<LabelScheme> LabelScheme::read(const std::filesystem::path& file)
{
    const auto bytes = readFile(file, longestFile);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return parse(asText(*bytes), file.filename().string());
}

std::string LabelScheme::toJson() const
{
    nlohmann::ordered_json root;
    root["name"] = name;
    root["title"] = title;
    root["version"] = version;
    root["about"] = about;
    if (multi) // absent otherwise: what earlier versions stored stays the same text
        root["multi"] = true;
    for (const auto& c : classes) {
        nlohmann::ordered_json object;
        object["name"] = c.name;
        object["title"] = c.title;
        object["short"] = c.shortTitle;
        object["code"] = c.code;
        object["key"] = c.key;
        object["colour"] = c.colour;
        object["mark"] = c.mark;
        root["classes"].push_back(std::move(object));
    }
    return root.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

Result<std::vector<LabelScheme>> LabelScheme::shipped()
{
    std::vector<LabelScheme> schemes;
    for (const char* name : { "transient-types", "real-bogus", "morphology" }) {
        auto scheme = read(paths::share() / "resources" / "schemes" / (std::string(name) + ".json"));
        if (!scheme)
            return tl::unexpected(std::move(scheme.error()));
        schemes.push_back(std::move(*scheme));
    }
    return schemes;
}

} // namespace vetrina::data
