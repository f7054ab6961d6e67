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
    m_places = placesOf({});
    m_known.clear();
    m_thumbnails.clear();
    m_wanted.clear();
    m_wantedThumbnails.clear();
    m_asked.clear();
    m_askedThumbnails.clear();
    m_stale.clear();
    m_saving.clear();
    m_shown.clear();
    endResetModel();
    Q_EMIT sectionsChanged();
}

void QueueModel::setPlaces(PlacesPtr places)
{
    beginResetModel();
    m_places = std::move(places);
    endResetModel();
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
    return static_cast<int>(std::ranges::count_if(m_places->rows, [this](data::Row row) { return !isShown(row); }));
}

int QueueModel::nextNeverShown(int position) const
{
    const auto is = [this](data::Row row) { return !isShown(row); };
    const auto from = m_places->rows.begin() + std::clamp<std::ptrdiff_t>(position + 1, 0, std::ssize(m_places->rows));
    auto found = std::find_if(from, m_places->rows.end(), is);
    if (found == m_places->rows.end())
        found = std::find_if(m_places->rows.begin(), from, is);
    return found == m_places->rows.end() ? -1 : static_cast<int>(found - m_places->rows.begin());
}

void QueueModel::takePlaces(PlacesPtr places, int frozen)
{
    // Rows come and go at the end and change in between: the view's own place and selection are left alone.
    const auto before = rowCount(), after = static_cast<int>(places->rows.size());
    if (after > before) {
        beginInsertRows({}, before, after - 1);
        m_places = std::move(places);
        endInsertRows();
    } else if (after < before) {
        beginRemoveRows({}, after, before - 1);
        m_places = std::move(places);
        endRemoveRows();
    } else {
        m_places = std::move(places);
    }
    Q_EMIT sectionsChanged();
    const int first = std::clamp(frozen + 1, 0, before);
    if (first < after)
        Q_EMIT dataChanged(index(first), index(after - 1));
}

int QueueModel::positionOf(data::Row row) const
{
    const auto at = static_cast<std::size_t>(row);
    return row >= 0 && at < m_places->positions.size() ? m_places->positions[at] : -1;
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
    return parent.isValid() ? 0 : static_cast<int>(m_places->rows.size());
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
