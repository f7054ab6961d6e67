#pragma once

#include "ui/project/project.h"
#include "ui/scan/queue_places.h"

#include <QAbstractListModel>
#include <QCache>
#include <QHash>
#include <QImage>
#include <QSet>
#include <QTimer>

#include <memory>
#include <vector>

namespace vetrina::ui {

/// The queue: an order of rows, and what the visible ones show, fetched when they are first asked for.
///
/// A million rows cost eight megabytes; nothing is fetched for a row that was never painted.
class QueueModel : public QAbstractListModel {
    Q_OBJECT

public:
    /// What was done by hand and is not on disk yet, or could not be written.
    enum class Saving : unsigned char { Saved, Pending, Failed };

    explicit QueueModel(QObject* parent = nullptr);

    void setProject(Project* project);

    /// Another order or filter: everything anew.
    void setPlaces(PlacesPtr places);
    /// The same question answered again after scores or packets came: what refreshed() made of places() with that
    /// `frozen`. Nothing moves under the cursor, and no selection is lost.
    void takePlaces(PlacesPtr places, int frozen);
    [[nodiscard]] const PlacesPtr& places() const { return m_places; }
    /// Both of it at once, for orders that are small.
    void setOrder(session::QueueOrder order) { setPlaces(placesOf(std::move(order))); }
    void setOrder(std::vector<data::Row> order) { setOrder(session::QueueOrder{ std::move(order), {}, {}, 0 }); }
    void refreshOrder(const session::QueueOrder& order, int frozen)
    {
        takePlaces(refreshed(*m_places, order, frozen), frozen);
    }
    void refreshOrder(const std::vector<data::Row>& order, int frozen)
    {
        refreshOrder(session::QueueOrder{ order, {}, {}, 0 }, frozen);
    }

    [[nodiscard]] const std::vector<data::Row>& order() const { return m_places->rows; }
    [[nodiscard]] int positionOf(data::Row row) const; ///< -1 where the queue does not hold it
    [[nodiscard]] data::Row rowAt(int position) const { return order()[static_cast<std::size_t>(position)]; }

    /// The nights of an order by time, as they stand now; empty for other orders.
    [[nodiscard]] const std::vector<session::QueueOrder::Section>& sections() const { return m_places->sections; }
    /// How many alerts the row's object has; 0 where the queue is by alert.
    [[nodiscard]] std::uint32_t alertsOf(data::Row row) const
    {
        const auto at = static_cast<std::size_t>(row);
        return at < m_places->alertsOfRow.size() ? m_places->alertsOfRow[at] : 0;
    }

    /// That row was painted large: since the project was opened it is no longer one of those never shown.
    void markShown(data::Row row);
    [[nodiscard]] bool isShown(data::Row row) const
    {
        return static_cast<std::size_t>(row) < m_shown.size() && m_shown[static_cast<std::size_t>(row)];
    }
    /// Those of the queue that were never shown, and where the first of them after `position` stands (from the front
    /// again where there is none behind it; -1 where there is none at all). It walks the queue: for its end.
    [[nodiscard]] int neverShown() const;
    [[nodiscard]] int nextNeverShown(int position) const;

    /// What the row shows; null until it was fetched, which this call asks for.
    [[nodiscard]] const session::CandidateRow* info(int position) const;
    [[nodiscard]] const QImage* thumbnail(int position) const; ///< likewise
    [[nodiscard]] Saving saving(data::Row row) const { return m_saving.value(row, Saving::Saved); }
    [[nodiscard]] const ClassStyles& classes() const;

    /// Shown at once, before the disk has it.
    void setLabel(data::Row row, const std::string& label, Saving saving);
    void setFlagged(data::Row row, bool flagged, Saving saving);
    void setSkipped(data::Row row, Saving saving);
    void setSaving(data::Row row, Saving saving);
    /// Their scores changed: asked for again when they are painted.
    void outdated(const std::vector<data::Row>& rows);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

    static constexpr int thumbnailSide = 44;

Q_SIGNALS:
    void sectionsChanged();

private:
    void fetch();
    void changed(data::Row row);
    session::CandidateRow* known(data::Row row) { return m_known.object(row); }

    Project* m_project = nullptr;
    PlacesPtr m_places = placesOf({});
    std::vector<bool> m_shown; ///< by row
    mutable QCache<data::Row, session::CandidateRow> m_known{ 20000 };
    mutable QCache<data::Row, QImage> m_thumbnails{ 4000 };
    mutable std::vector<data::Row> m_wanted, m_wantedThumbnails;
    mutable QSet<data::Row> m_asked, m_askedThumbnails;
    QSet<data::Row> m_stale; ///< shown as they were until the new answer is there
    QHash<data::Row, Saving> m_saving;
    mutable QTimer m_fetch;
    LastQuestion m_question;
};

} // namespace vetrina::ui
