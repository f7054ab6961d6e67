#include "core/survey/field_docs.h"

#include "core/base/file.h"
#include "core/base/json_guard.h"
#include "core/base/paths.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace vetrina::survey {

namespace {

using Json = nlohmann::json;

constexpr std::size_t mostBytes = 1 << 20, mostFields = 4096, longestText = 4000;
constexpr int deepest = 8;

tl::unexpected<Error> malformed(const std::string& place, const std::string& what)
{
    return fail(Error::Code::Malformed, place + ": " + what, "Install Vetrina again, or mend the file.");
}

Result<data::FieldDoc> fieldOf(const Json& object, const std::string& place)
{
    if (!object.is_object())
        return malformed(place, "not an object");
    data::FieldDoc doc;
    for (const auto& [key, value] : object.items()) {
        std::string* text = key == "type" ? &doc.type
            : key == "unit"               ? &doc.unit
            : key == "meaning"            ? &doc.meaning
                                          : nullptr;
        if (!text)
            return malformed(place, "there is no '" + key + "' here");
        if (!value.is_string())
            return malformed(place, "'" + key + "' is not a text");
        *text = value.get<std::string>();
        if (text->size() > longestText)
            return malformed(place, "'" + key + "' has more than " + std::to_string(longestText) + " bytes");
    }
    return doc;
}

/// How the surveys write units, and how they are shown.
std::string unitOf(std::string_view written)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 9> words{ { { "pixels", "px" },
        { "pixel", "px" }, { "days", "d" }, { "day", "d" }, { "sec", "s" }, { "degrees", "deg" }, { "au", "AU" },
        { "unitless", "" }, { "nJy.arcsec**2", "nJy arcsec^2" } } };
    const auto* const found = std::ranges::find(words, written, &std::pair<std::string_view, std::string_view>::first);
    return std::string(found == words.end() ? written : found->second);
}

} // namespace

Result<data::FieldDocs> parseFieldDocs(std::string_view json, const std::string& place)
{
    if (json.size() > mostBytes || !jsonNestsWithin(json, deepest))
        return malformed(place, "more than 1 MB or 8 levels");
    const Json root = Json::parse(json, nullptr, false);
    if (!root.is_object() || !root.contains("fields") || !root["fields"].is_object())
        return malformed(place, "not a JSON object with 'fields'");
    const Json& fields = root["fields"];
    if (fields.size() > mostFields)
        return malformed(place, "more than " + std::to_string(mostFields) + " fields");
    data::FieldDocs docs;
    for (const auto& [name, object] : fields.items()) {
        auto doc = fieldOf(object, place + ": " + name.substr(0, 80));
        if (!doc)
            return tl::unexpected(std::move(doc.error()));
        docs.fields.emplace(name, std::move(*doc));
    }
    return docs;
}

Result<data::FieldDocs> shippedFieldDocs(data::Survey survey)
{
    const std::string name = survey == data::Survey::Lsst ? "lsst.json" : "ztf.json";
    const auto bytes = readFile(paths::share() / "resources" / "surveys" / name, mostBytes);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return parseFieldDocs(asText(*bytes), name);
}

data::FieldDoc fieldDocOf(std::string_view doc, std::string type)
{
    std::string words(doc.substr(0, longestText));
    std::ranges::replace_if(
        words, [](unsigned char c) { return c < ' ' || c == 127; }, ' ');
    while (!words.empty() && (words.back() == ' ' || words.back() == '.'))
        words.pop_back();
    std::string unit;
    if (words.ends_with(']'))
        if (const auto open = words.rfind('['); open != std::string::npos && words.size() - open <= 24) {
            const auto written = words.substr(open + 1, words.size() - open - 2);
            if (written.find("..") == std::string::npos) { // a range
                unit = unitOf(written);
                words.resize(open);
            }
        }
    while (!words.empty() && words.back() == ' ')
        words.pop_back();
    return { std::move(unit), std::move(words), std::move(type) };
}

std::shared_ptr<const data::FieldDocs> FieldDocShelf::of(const PacketDecoder& decoder)
{
    const std::scoped_lock lock(m_mutex);
    const auto fingerprint = decoder.schema().fingerprint();
    if (const auto known = m_docs.find(fingerprint); known != m_docs.end())
        return known->second;
    const auto survey = static_cast<int>(decoder.survey());
    if (!m_shipped.contains(survey)) {
        auto shipped = shippedFieldDocs(decoder.survey());
        if (!shipped) {
            m_shipped[survey].problem = shipped.error().message;
        } else {
            m_shipped[survey] = std::move(*shipped);
        }
    }
    auto docs = std::make_shared<data::FieldDocs>(m_shipped[survey]);
    for (auto& [name, doc] : decoder.writersDocs())
        if (!doc.meaning.empty() || !doc.unit.empty())
            docs->fields.try_emplace(std::move(name), std::move(doc));
    if (m_docs.size() >= capacity) // schemas made to fill the memory
        m_docs.clear();
    m_docs[fingerprint] = docs;
    return docs;
}

} // namespace vetrina::survey
