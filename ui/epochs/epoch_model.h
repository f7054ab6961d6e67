#pragma once

#include "ui/project/project.h"

#include <QAbstractListModel>
#include <QCache>
#include <QSet>
#include <QTimer>

#include <vector>

namespace vetrina::ui {

/// One epoch of an object: an alert, with or without its packet in the project.
struct EpochTile {
    data::Row row = -1; ///< -1: only the history of another packet knows it; there are no cutouts of it here
    std::int64_t candid = 0;
    double jd = 0, days = 0; ///< UTC; from this alert
    char band = '?';
    bool positive = true;
    float magnitude = 0;
    bool current = false; ///< this alert
};

/// The epochs of a candidate's object in order of time: the project's alerts, and those that the packet's own history
/// names beside them. Pure; any thread.
[[nodiscard]] std::vector<EpochTile> tilesOf(
    const session::CandidateView& view, const std::vector<session::ObjectAlert>& alerts);

/// How far an epoch is from this alert: "−12.0 d", "+3.1 h".
[[nodiscard]] QString epochWords(double days);

/// The epochs as a list, their stamps fetched when they are first painted.
class EpochModel : public QAbstractListModel {
    Q_OBJECT

public:
    explicit EpochModel(QObject* parent = nullptr);

    void setProject(Project* project);
    void setTiles(std::vector<EpochTile> tiles);
    /// Which of the three stamps they show.
    void setPanel(data::Panel panel);

    [[nodiscard]] const std::vector<EpochTile>& tiles() const { return m_tiles; }
    [[nodiscard]] const EpochTile& tile(int at) const { return m_tiles[static_cast<std::size_t>(at)]; }
    [[nodiscard]] int current() const; ///< this alert's place; -1 where there is none
    /// Null until it was decoded, which this call asks for, off the window's thread; a null image where it has none.
    [[nodiscard]] const QImage* thumbnail(int at) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

    static constexpr int thumbnailSide = 64;

private:
    void fetch();
    void changed(data::Row row);

    Project* m_project = nullptr;
    std::vector<EpochTile> m_tiles;
    data::Panel m_panel = data::Panel::Science;
    mutable QCache<data::Row, QImage> m_images{ 1000 };
    mutable std::vector<data::Row> m_wanted;
    mutable QSet<data::Row> m_asked;
    mutable QTimer m_fetch;
    LastQuestion m_question;
};

} // namespace vetrina::ui
