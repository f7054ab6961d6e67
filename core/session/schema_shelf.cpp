#include "core/session/schema_shelf.h"

#include "core/base/paths.h"

namespace vetrina::session {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t schemaBytes = 4 << 20;

} // namespace

std::string SchemaShelf::folderOf(const formats::ArchiveItem& item)
{
    return item.member.empty() ? item.file.parent_path().string()
                               : item.file.string() + ":" + fs::path(item.member).parent_path().string();
}

void SchemaShelf::add(const formats::ArchiveItem& item, Bytes text)
{
    const auto name = fs::path(item.member.empty() ? item.file.string() : item.member).filename().string();
    std::lock_guard lock(m_mutex);
    m_byFolder[folderOf(item)][name] = std::string(asText(text));
}

Result<std::shared_ptr<const formats::AvroSchema>> SchemaShelf::joined(const Texts& texts, const std::string& top)
{
    std::vector<std::string> others;
    for (const auto& [name, text] : texts)
        if (name != top)
            others.push_back(text);
    const auto whole = formats::AvroSchema::join(texts.at(top), others);
    return whole ? cache().get(*whole) : tl::unexpected(at(top, whole.error()));
}

Result<std::shared_ptr<const formats::AvroSchema>> SchemaShelf::beside(const formats::ArchiveItem& item)
{
    const auto folder = folderOf(item);
    std::lock_guard lock(m_mutex);
    if (const auto known = m_known.find(folder); known != m_known.end())
        return known->second;
    // A packet that was named itself was not walked to past its schema.
    if (!m_byFolder.contains(folder) && item.member.empty())
        if (const auto text = readFile(fs::path(folder) / "schema.json", schemaBytes))
            m_byFolder[folder]["schema.json"] = std::string(asText(*text));
    const auto texts = m_byFolder.find(folder);
    if (texts == m_byFolder.end())
        return fail(Error::Code::NotFound, "neither an Avro container nor a packet with its schema beside it",
            "Put the writer's schema, schema.json, in the same folder.");
    std::string top = texts->second.contains("schema.json") ? "schema.json" : texts->second.begin()->first;
    for (const auto& [name, text] : texts->second)
        if (name.ends_with(".alert.avsc"))
            top = name;
    auto schema = joined(texts->second, top);
    if (schema)
        m_known[folder] = *schema;
    return schema;
}

void SchemaShelf::lookBelow(const fs::path& folder, const std::string& prefix, Texts& found) const
{
    std::error_code failed;
    fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, failed), end;
    for (; !failed && entry != end; entry.increment(failed)) {
        if (entry.depth() > 4)
            entry.disable_recursion_pending();
        const auto name = entry->path().filename().string();
        if (!name.starts_with(prefix) || !name.ends_with(".avsc"))
            continue;
        if (const auto text = readFile(entry->path(), schemaBytes))
            found[name] = std::string(asText(*text));
    }
}

Result<std::shared_ptr<const formats::AvroSchema>> SchemaShelf::registered(
    std::uint32_t id, const formats::ArchiveItem& item)
{
    const std::string version = std::to_string(id / 100) + "_" + std::to_string(id % 100);
    const std::string prefix = "lsst.v" + version + ".";
    std::lock_guard lock(m_mutex);
    if (const auto known = m_known.find(prefix); known != m_known.end())
        return known->second;
    Texts texts;
    for (const auto& [folder, files] : m_byFolder)
        for (const auto& [name, text] : files)
            if (name.starts_with(prefix))
                texts[name] = text;
    for (const auto& folder : { item.file.parent_path() / "schemas", paths::data() / "schemas" })
        if (!texts.contains(prefix + "alert.avsc"))
            lookBelow(folder, prefix, texts);
    if (!texts.contains(prefix + "alert.avsc"))
        return fail(Error::Code::NotFound, "schema " + std::to_string(id) + " of the survey's registry is not here",
            "Put " + prefix + "*.avsc in a folder named schemas beside the packets, or in "
                + (paths::data() / "schemas").string() + ".");
    auto schema = joined(texts, prefix + "alert.avsc");
    if (schema)
        m_known[prefix] = *schema;
    return schema;
}

} // namespace vetrina::session
