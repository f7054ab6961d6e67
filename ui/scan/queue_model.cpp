#include "ui/scan/queue_model.h"

#include "ui/widgets/candidate_name.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace vetrina::ui {

QueueModel::QueueModel(QObject* parent)
    : QAbstractListModel(parent)
{
    m_fetch.setSingleShot(true);
    connect(&m_fetch, &QTimer::timeout, this, &QueueModel::fetch);
}

void QueueModel::setProject(Project* project)
{
    beginResetModel();
    m_question.drop();
    m_project = project;
    m_order.clear();
    m_positions.clear();
    m_known.clear();
    m_thumbnails.clear();
    m_wanted.clear();
    m_wantedThumbnails.clear();
    m_asked.clear();
    m_askedThumbnails.clear();
    m_stale.clear();
    m_saving.clear();
    m_shown.clear();
    learnGroups({});
    m_sections.clear();
    endResetModel();
}

void QueueModel::setOrder(session::QueueOrder order)
{
    beginResetModel();
    learnGroups(order);
    m_order = std::move(order.rows);
    m_positions.clear();
    findSections();
    endResetModel();
}

/// What is known of rows stays known of those behind the cursor, which the new order may lack.
void QueueModel::learnGroups(const session::QueueOrder& order)
{
    const auto most = order.rows.empty() ? 0 : *std::max_element(order.rows.begin(), order.rows.end());
    const auto room = static_cast<std::size_t>(most) + 1;
    if (order.alerts.empty())
        m_alertsOfRow.clear();
    else
        m_alertsOfRow.resize(std::max(m_alertsOfRow.size(), room));
    for (std::size_t i = 0; i < order.alerts.size(); ++i)
        m_alertsOfRow[static_cast<std::size_t>(order.rows[i])] = order.alerts[i];

    if (order.sections.empty()) {
        m_nightOfRow.clear();
        m_nights.clear();
        return;
    }
    m_nightOfRow.resize(std::max(m_nightOfRow.size(), room));
    for (const session::QueueOrder::Section& section : order.sections) {
        const auto known = std::ranges::find(m_nights, section.night);
        const auto night = static_cast<std::uint16_t>(known - m_nights.begin());
        if (known == m_nights.end())
            m_nights.push_back(section.night);
        for (std::size_t i = section.first; i < section.first + section.size; ++i)
            m_nightOfRow[static_cast<std::size_t>(order.rows[i])] = night;
    }
}

/// Where the nights begin, in the order as it stands: what came ahead of the cursor may part one.
void QueueModel::findSections()
{
    std::vector<session::QueueOrder::Section> sections;
    if (!m_nightOfRow.empty())
        for (std::size_t i = 0; i < m_order.size(); ++i) {
            const std::string& night = m_nights[m_nightOfRow[static_cast<std::size_t>(m_order[i])]];
            if (sections.empty() || sections.back().night != night)
                sections.push_back({ night, i, 0 });
            ++sections.back().size;
        }
    m_sections = std::move(sections);
    Q_EMIT sectionsChanged();
}

void QueueModel::markShown(data::Row row)
{
    if (row < 0)
        return;
    if (m_shown.size() <= static_cast<std::size_t>(row))
        m_shown.resize(static_cast<std::size_t>(row) + 1);
    m_shown[static_cast<std::size_t>(row)] = true;
}

int QueueModel::neverShown() const
{
    return static_cast<int>(std::ranges::count_if(m_order, [this](data::Row row) { return !isShown(row); }));
}

int QueueModel::nextNeverShown(int position) const
{
    const auto is = [this](data::Row row) { return !isShown(row); };
    const auto from = m_order.begin() + std::clamp<std::ptrdiff_t>(position + 1, 0, std::ssize(m_order));
    auto found = std::find_if(from, m_order.end(), is);
    if (found == m_order.end())
        found = std::find_if(m_order.begin(), from, is);
    return found == m_order.end() ? -1 : static_cast<int>(found - m_order.begin());
}

void QueueModel::refreshOrder(const session::QueueOrder& fresh, int frozen)
{
    const std::vector<data::Row>& order = fresh.rows;
    if (order.empty() && m_order.empty())
        return;
    learnGroups(fresh);
    const auto kept = static_cast<std::size_t>(std::clamp(frozen + 1, 0, static_cast<int>(m_order.size())));
    const data::Row most = order.empty() ? 0 : *std::max_element(order.begin(), order.end());
    std::vector<bool> passed(static_cast<std::size_t>(most) + 1);
    for (std::size_t i = 0; i < kept; ++i)
        if (m_order[i] <= most)
            passed[static_cast<std::size_t>(m_order[i])] = true;
    std::vector<data::Row> next(m_order.begin(), m_order.begin() + static_cast<std::ptrdiff_t>(kept));
    next.reserve(std::max(order.size(), kept));
    for (const data::Row row : order)
        if (!passed[static_cast<std::size_t>(row)])
            next.push_back(row);
    if (next == m_order)
        return findSections();

    // Rows come and go at the end and change in between: the view's own place and selection are left alone.
    const auto before = static_cast<int>(m_order.size()), after = static_cast<int>(next.size());
    m_positions.clear();
    if (after > before) {
        beginInsertRows({}, before, after - 1);
        m_order = std::move(next);
        endInsertRows();
    } else if (after < before) {
        beginRemoveRows({}, after, before - 1);
        m_order = std::move(next);
        endRemoveRows();
    } else {
        m_order = std::move(next);
    }
    findSections();
    if (static_cast<int>(kept) < after)
        Q_EMIT dataChanged(index(static_cast<int>(kept)), index(after - 1));
}

int QueueModel::positionOf(data::Row row) const
{
    if (m_positions.empty() && !m_order.empty()) {
        const data::Row most = *std::max_element(m_order.begin(), m_order.end());
        m_positions.assign(static_cast<std::size_t>(most) + 1, -1);
        for (std::size_t i = 0; i < m_order.size(); ++i)
            m_positions[static_cast<std::size_t>(m_order[i])] = static_cast<int>(i);
    }
    return row >= 0 && static_cast<std::size_t>(row) < m_positions.size() ? m_positions[static_cast<std::size_t>(row)]
                                                                          : -1;
}

const session::CandidateRow* QueueModel::info(int position) const
{
    const data::Row row = rowAt(position);
    const session::CandidateRow* known = m_known.object(row);
    if ((!known || m_stale.contains(row)) && !m_asked.contains(row)) {
        m_asked.insert(row);
        m_wanted.push_back(row);
        m_fetch.start(0);
    }
    return known;
}

const QImage* QueueModel::thumbnail(int position) const
{
    const data::Row row = rowAt(position);
    if (const QImage* image = m_thumbnails.object(row))
        return image;
    if (!m_askedThumbnails.contains(row)) {
        m_askedThumbnails.insert(row);
        m_wantedThumbnails.push_back(row);
        m_fetch.start(0);
    }
    return nullptr;
}

const ClassStyles& QueueModel::classes() const
{
    static const ClassStyles none;
    return m_project ? m_project->classes() : none;
}

void QueueModel::fetch()
{
    if (!m_project)
        return;
    const std::stop_token stop = m_question.token();
    if (!m_wanted.empty()) {
        const auto asked = std::exchange(m_wanted, {});
        whenDone(
            m_project->rows(asked, stop), this, stop, [this, asked](Result<std::vector<session::CandidateRow>> rows) {
                for (const data::Row row : asked) {
                    m_asked.remove(row);
                    m_stale.remove(row);
                }
                if (!rows)
                    return; // asked again when it is painted again
                for (session::CandidateRow& row : *rows) {
                    const data::Row number = row.row;
                    const session::CandidateRow* old = known(number);
                    if (old && saving(number) != Saving::Saved) { // the hand is ahead of the disk
                        row.label = old->label;
                        row.flagged = old->flagged;
                        row.skipped = old->skipped;
                    }
                    m_known.insert(number, new session::CandidateRow(std::move(row)));
                    changed(number);
                }
            });
    }
    for (const data::Row row : std::exchange(m_wantedThumbnails, {}))
        whenDone(m_project->thumbnail(row, thumbnailSide, stop), this, stop, [this, row](Result<QImage> image) {
            m_askedThumbnails.remove(row);
            if (!image && image.error().code == Error::Code::Cancelled)
                return changed(row); // dropped from a full queue: asked again if it is still in sight
            m_thumbnails.insert(row, new QImage(image ? std::move(*image) : QImage()));
            changed(row);
        });
}

void QueueModel::changed(data::Row row)
{
    const int position = positionOf(row);
    if (position >= 0)
        Q_EMIT dataChanged(index(position), index(position));
}

void QueueModel::setLabel(data::Row row, const std::string& label, Saving saving)
{
    if (session::CandidateRow* info = known(row)) {
        info->label = label;
        info->skipped = info->skipped && label.empty();
    }
    setSaving(row, saving);
}

void QueueModel::setFlagged(data::Row row, bool flagged, Saving saving)
{
    if (session::CandidateRow* info = known(row))
        info->flagged = flagged;
    setSaving(row, saving);
}

void QueueModel::setSkipped(data::Row row, Saving saving)
{
    if (session::CandidateRow* info = known(row))
        info->skipped = true;
    setSaving(row, saving);
}

void QueueModel::setSaving(data::Row row, Saving saving)
{
    if (saving == Saving::Saved)
        m_saving.remove(row);
    else
        m_saving.insert(row, saving);
    changed(row);
}

void QueueModel::outdated(const std::vector<data::Row>& rows)
{
    for (const data::Row row : rows)
        if (m_known.contains(row))
            m_stale.insert(row);
    Q_EMIT dataChanged(index(0), index(std::max(0, rowCount() - 1)));
}

int QueueModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_order.size());
}

QVariant QueueModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != Qt::ToolTipRole))
        return {};
    const session::CandidateRow* row = info(index.row());
    if (!row)
        return QString();
    QString text = nameOf(row->candidate);
    if (!std::isnan(row->candidate.magnitude))
        text += QString(", %1 %2")
                    .arg(QChar(row->candidate.band))
                    .arg(static_cast<double>(row->candidate.magnitude), 0, 'f', 2);
    if (!row->label.empty())
        text += tr(", labelled %1").arg(classes().of(row->label).title);
    else if (!row->scoreClass.empty())
        text += ", " + classes().scoreTag(row->scoreClass, row->score).text;
    else if (row->skipped)
        text += tr(", skipped");
    if (!row->badge.empty())
        text += ", " + QString::fromStdString(row->badge);
    if (row->flagged)
        text += tr(", flagged");
    if (row->seen && row->label.empty())
        text += tr(", seen");
    if (const std::uint32_t alerts = alertsOf(row->row); alerts > 1)
        text += tr(", %n alerts", nullptr, static_cast<int>(alerts));
    if (saving(row->row) == Saving::Failed)
        text += tr(", not saved");
    return text;
}

} // namespace vetrina::ui
