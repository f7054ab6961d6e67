#include "ui/commands/commands.h"
#include "ui/palette/palette.h"
#include "ui/scan/facts_panel.h"
#include "ui/scan/queue_panel.h"
#include "ui/scan/scan_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/search_field.h"
#include "ui/shell/workspaces.h"

#include "core/data/filter.h"

#include <QAction>
#include <QLineEdit>

namespace vetrina::ui {

void MainWindow::makePalette()
{
    m_palette = new Palette(this, *m_commands);
    QAction* open = m_commands->add(this, Command::Menu::Help,
        { "window.palette", tr("Find a command…"), tr("Commands, fields, filters, objects, coordinates") },
        { QKeySequence(Qt::CTRL | Qt::Key_K) }, [this] { m_palette->open(); });
    m_commands->change(open, [](Command& command) { command.group = Command::Group::Find; });
    connect(m_search, &QAbstractButton::clicked, open, &QAction::trigger);
    const auto showKey = [this, open] { m_search->setKey(keyText(open->shortcut())); };
    connect(m_commands, &Commands::changed, this, showKey);
    showKey();

    connect(m_palette, &Palette::candidateChosen, this, [this](data::Row row) {
        m_pages->open(m_scan);
        m_scan->showRow(row);
    });
    connect(m_palette, &Palette::filterChosen, this, &MainWindow::applyFilter);
    connect(m_palette, &Palette::fieldChosen, this, [this](const QString& name, bool show) {
        m_pages->open(m_scan);
        if (show) {
            m_scan->facts()->search();
            m_scan->facts()->searchLine()->setText(name);
            return;
        }
        QLineEdit* line = m_scan->queue()->filterLine();
        const QString before = line->text().trimmed();
        const QString word = QString::fromStdString(data::filterName(name.toStdString()));
        line->setText((before.isEmpty() ? QString() : before + QStringLiteral(" and ")) + word + ' ');
        line->setFocus(Qt::ShortcutFocusReason);
    });
}

void MainWindow::applyFilter(const QString& filter)
{
    m_pages->open(m_scan);
    m_scan->queue()->filterLine()->apply(filter);
    m_scan->queue()->list()->setFocus(Qt::OtherFocusReason);
}

} // namespace vetrina::ui
