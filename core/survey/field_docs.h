#pragma once

#include "core/base/result.h"
#include "core/data/candidate.h"
#include "core/data/field_doc.h"
#include "core/survey/packet.h"

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace vetrina::survey {

/// Reads `{ "survey": "..", "source": "..", "fields": { NAME: { "type": "..", "unit": "..", "meaning": ".." } } }`.
///
/// Errors: Malformed with `place` and the field: no JSON, more than 1 MB, 8 levels or 4,096 fields, a text of more than
/// 4,000 bytes, a key that is none of these.
[[nodiscard]] Result<data::FieldDocs> parseFieldDocs(std::string_view json, const std::string& place);

/// Those that ship: resources/surveys/ztf.json, lsst.json, made from the surveys' schemas. Reads the file.
/// Errors: NotFound, Malformed where the installation is incomplete.
[[nodiscard]] Result<data::FieldDocs> shippedFieldDocs(data::Survey survey);

/// A writer's doc as FieldDoc: a unit in brackets at its end is taken out of the words. Controls become blanks.
[[nodiscard]] data::FieldDoc fieldDocOf(std::string_view doc, std::string type);

/// What each schema's fields mean, put together once a schema: the docs that ship, and for fields that they don't know
/// the packet's own. Where those that ship can't be read, the packet's own and the problem. Any thread.
class FieldDocShelf {
public:
    [[nodiscard]] std::shared_ptr<const data::FieldDocs> of(const PacketDecoder& decoder);

private:
    static constexpr std::size_t capacity = 256;

    std::mutex m_mutex; ///< guards both below
    std::unordered_map<int, data::FieldDocs> m_shipped; ///< by survey
    std::unordered_map<std::uint64_t, std::shared_ptr<const data::FieldDocs>> m_docs; ///< by the schema's fingerprint
};

} // namespace vetrina::survey
