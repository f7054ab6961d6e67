#pragma once

#include "ui/project/project.h"

#include <QObject>

#include <functional>
#include <vector>

class QAction;
class QMenu;

namespace vetrina::ui {

/// "Open in" and "Copy" of the candidate on screen. Links are built here, offline; the desktop opens them.
class CandidateMenus : public QObject {
    Q_OBJECT

public:
    /// The sites that are ever offered, in the order of the menu.
    [[nodiscard]] static QStringList sites();

    explicit CandidateMenus(QWidget* parent);

    void set(const ViewPtr& view); ///< null: nothing can be done
    [[nodiscard]] QMenu* openMenu() const { return m_open; }
    [[nodiscard]] QMenu* copyMenu() const { return m_copy; }

    /// Why that site can't be asked about this candidate; empty where it can.
    [[nodiscard]] QString why(const QString& site) const;
    /// Opens the site's page; where nothing opens it, says so and copies the link.
    void open(const QString& site);
    void copyLink(const QString& site);
    void copyPosition(); ///< sexagesimal

Q_SIGNALS:
    void said(const QString& words, bool wrong);

private:
    [[nodiscard]] QString urlOf(const QString& site) const;
    void addCopy(
        const QString& title, const QString& keyHint, std::function<QString(const session::CandidateView&)> text);
    void copy(const QString& text, const QString& words);

    ViewPtr m_view;
    QMenu *m_open, *m_links, *m_copy;
    std::vector<std::pair<QString, std::pair<QAction*, QAction*>>> m_actions; ///< site: open, copy its link
};

} // namespace vetrina::ui
