#include "core/store/label_columns.h"

#include <algorithm>
#include <set>

namespace vetrina::store {

using data::Column;

namespace {

struct TextBuffers {
    std::vector<std::uint64_t> offsets, valid;
    std::vector<char> text;
};

/// Written out by hand: a million rows in a few milliseconds, after every label that a filter asks for.
std::shared_ptr<const Column> textColumn(const std::vector<std::uint32_t>& codes, const std::vector<std::string>& names)
{
    auto buffers = std::make_shared<TextBuffers>();
    buffers->offsets.resize(codes.size() + 1);
    buffers->valid.resize((codes.size() + 63) / 64);
    std::uint64_t end = 0;
    for (std::size_t row = 0; row < codes.size(); ++row) {
        if (const auto code = codes[row]; code != 0) {
            end += names[code - 1].size();
            buffers->valid[row >> 6] |= std::uint64_t(1) << (row & 63);
        }
        buffers->offsets[row + 1] = end;
    }
    buffers->text.resize(end);
    for (std::size_t row = 0; row < codes.size(); ++row)
        if (const auto code = codes[row]; code != 0)
            std::ranges::copy(names[code - 1], buffers->text.data() + buffers->offsets[row]);
    auto column = std::make_shared<Column>();
    column->type = Column::Type::Text;
    column->rows = codes.size();
    column->valid = buffers->valid;
    column->offsets = buffers->offsets;
    column->text = buffers->text;
    column->keep = std::move(buffers);
    return column;
}

std::shared_ptr<const Column> boolColumn(std::vector<std::uint8_t> rows)
{
    auto kept = std::make_shared<const std::vector<std::uint8_t>>(std::move(rows));
    auto column = std::make_shared<Column>();
    column->type = Column::Type::Bool;
    column->rows = kept->size();
    column->bools = *kept;
    column->keep = std::move(kept);
    return column;
}

/// True in the rows of these candidates.
std::shared_ptr<const Column> columnOf(const std::vector<data::CandidateKey>& keys, const KeyIndex& index)
{
    std::vector<std::uint8_t> rows(index.rows());
    for (const auto& key : keys)
        if (const auto row = index.find(key))
            rows[static_cast<std::size_t>(*row)] = 1;
    return boolColumn(std::move(rows));
}

} // namespace

void LabelColumns::set(Labels& labels, std::size_t row, const std::string& label)
{
    std::uint32_t code = 0;
    if (!label.empty()) {
        auto name = std::ranges::find(labels.names, label);
        if (name == labels.names.end())
            name = labels.names.insert(name, label);
        code = static_cast<std::uint32_t>(name - labels.names.begin()) + 1;
    }
    if (labels.codes[row] != code) {
        labels.codes[row] = code;
        labels.column.reset();
    }
}

Result<void> LabelColumns::load(
    Labels& labels, const std::string& scheme, const std::string& user, const KeyIndex& index)
{
    const auto last = m_store->lastEvent(); // what comes meanwhile is seen again by the next update
    if (!last)
        return tl::unexpected(last.error());
    const auto current = m_store->currentLabels(scheme, user);
    if (!current)
        return tl::unexpected(current.error());
    labels = {};
    labels.upTo = *last;
    labels.codes.resize(index.rows());
    for (const auto& [event, key, label] : *current) {
        if (const auto row = index.find(key))
            set(labels, static_cast<std::size_t>(*row), label);
        else
            labels.strangers = true;
    }
    return {};
}

Result<void> LabelColumns::update(
    Labels& labels, const std::string& scheme, const std::string& user, const KeyIndex& index)
{
    constexpr std::int64_t manyEvents = 20'000;
    const auto last = m_store->lastEvent();
    if (!last)
        return tl::unexpected(last.error());
    const bool grew = labels.codes.size() < index.rows();
    if (labels.upTo == 0 || *last - labels.upTo > manyEvents || (grew && labels.strangers))
        return load(labels, scheme, user, index);
    if (grew) {
        labels.codes.resize(index.rows());
        labels.column.reset();
    }
    // An undo or an import may bring back any earlier label: ask anew for each candidate that something was said of.
    std::set<data::CandidateKey> touched;
    auto read = m_store->forEachEvent(labels.upTo, [&](const LabelEvent& event) {
        labels.upTo = event.event;
        if (event.scheme == scheme && event.user == user)
            touched.insert(event.candidate);
        return true;
    });
    if (!read)
        return read;
    for (const auto& key : touched) {
        const auto current = m_store->currentLabel(scheme, user, key);
        if (!current)
            return tl::unexpected(current.error());
        if (const auto row = index.find(key))
            set(labels, static_cast<std::size_t>(*row), *current ? (*current)->label : std::string());
        else
            labels.strangers = true;
    }
    return {};
}

Result<std::shared_ptr<const Column>> LabelColumns::label(
    const std::string& scheme, const std::string& user, const KeyIndex& index)
{
    auto& labels = m_labels[{ scheme, user }];
    if (auto updated = update(labels, scheme, user, index); !updated) {
        m_labels.erase({ scheme, user }); // half updated
        return tl::unexpected(updated.error());
    }
    if (!labels.column)
        labels.column = textColumn(labels.codes, labels.names);
    return labels.column;
}

Result<std::shared_ptr<const Column>> LabelColumns::seen(const std::string& user, const KeyIndex& index)
{
    auto& seen = m_seen[user];
    const auto mark = [&](const data::CandidateKey& key) {
        const auto row = index.find(key);
        if (row && seen.rows[static_cast<std::size_t>(*row)] == 0) {
            seen.rows[static_cast<std::size_t>(*row)] = 1;
            seen.column.reset();
        }
        return row.has_value();
    };
    if (seen.rows.size() < index.rows()) {
        seen.rows.resize(index.rows());
        seen.column.reset();
        std::erase_if(seen.strangers, mark);
    }
    auto read = m_store->forEachSeen(seen.upTo, [&](const SeenEvent& event) {
        seen.upTo = event.seen;
        if (event.user == user && !mark(event.candidate))
            seen.strangers.push_back(event.candidate);
        return true;
    });
    if (!read)
        return tl::unexpected(read.error());
    if (!seen.column)
        seen.column = boolColumn(seen.rows);
    return seen.column;
}

Result<std::shared_ptr<const Column>> LabelColumns::flag(const std::string& user, const KeyIndex& index)
{
    return m_store->flagged(user).map([&](const auto& keys) { return columnOf(keys, index); });
}

Result<std::shared_ptr<const Column>> LabelColumns::skipped(
    const std::string& user, const std::string& scheme, const KeyIndex& index)
{
    return m_store->skipped(user, scheme).map([&](const auto& keys) { return columnOf(keys, index); });
}

Result<std::shared_ptr<const Column>> LabelColumns::note(const std::string& user, const KeyIndex& index)
{
    const auto notes = m_store->notes(user);
    if (!notes)
        return tl::unexpected(notes.error());
    std::vector<std::uint32_t> codes(index.rows());
    std::vector<std::string> words;
    for (const auto& [key, note] : *notes)
        if (const auto row = index.find(key)) {
            words.push_back(note);
            codes[static_cast<std::size_t>(*row)] = static_cast<std::uint32_t>(words.size());
        }
    return textColumn(codes, words);
}

} // namespace vetrina::store
