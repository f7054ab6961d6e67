#pragma once

#include "core/session/night.h"
#include "ui/project/project.h"

#include <QAbstractListModel>
#include <QHash>
#include <QListView>
#include <QSet>

namespace vetrina::ui {

/// Candidates of a night, with their thumbnails, fetched when they are first painted.
class NightModel : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setProject(Project* project);
    void setLines(std::vector<session::NightLine> lines);
    [[nodiscard]] const session::NightLine& line(int at) const { return m_lines[static_cast<std::size_t>(at)]; }
    [[nodiscard]] const ClassStyles& classes() const;
    [[nodiscard]] const QImage* thumbnail(int at) const; ///< null until it was fetched, which this call asks for

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override; ///< words for assistive technology

    static constexpr int thumbnailSide = 44;

private:
    Project* m_project = nullptr;
    std::vector<session::NightLine> m_lines;
    mutable QHash<data::Row, QImage> m_thumbnails;
    mutable QSet<data::Row> m_asked;
    mutable LastQuestion m_question;
};

/// The list itself: a click or Enter goes to the candidate.
class NightList : public QListView {
    Q_OBJECT

public:
    explicit NightList(QWidget* parent = nullptr);
    [[nodiscard]] NightModel& lines() const { return *m_model; }
    void keyboardSearch(const QString&) override { } ///< letters are the window's keys

Q_SIGNALS:
    void goAsked(vetrina::data::Row row);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void go(const QModelIndex& index);

    NightModel* m_model;
};

} // namespace vetrina::ui
