// The commands of Map, where its keys go, and what is remembered of it.
#include "ui/commands/commands.h"
#include "ui/map/bulk_bar.h"
#include "ui/map/map_controls.h"
#include "ui/map/map_page.h"
#include "ui/map/map_vectors.h"
#include "ui/map/selection_panel.h"
#include "ui/scan/filter_line.h"
#include "ui/widgets/key_cap.h"

#include <QAction>
#include <QPushButton>

namespace vetrina::ui {

using Menu = Command::Menu;
using Tool = MapView::Tool;

QAction* MapPage::add(Menu menu, const CommandName& name, const QList<QKeySequence>& keys, std::function<void()> act)
{
    QAction* action = m_commands->add(this, menu, name, keys, std::move(act));
    m_commands->change(action, [this, menu](Command& command) {
        command.needsProject = true;
        command.why = [this, menu] {
            return !m_points                                   ? tr("There is no map yet")
                : menu == Menu::Label && m_project->readOnly() ? tr("This project is open for reading only")
                : menu == Menu::Label && m_selectedCount == 0  ? tr("Nothing is selected on the map")
                                                               : QString();
        };
    });
    return action;
}

void MapPage::makeCommands()
{
    const auto selects = [this](QAction* action) {
        m_commands->change(action, [this](Command& command) {
            command.why = [this] { return m_selectedCount ? QString() : tr("Nothing is selected on the map"); };
        });
    };
    add(Menu::View, { "map.pan", tr("Drag to pan") }, { Qt::Key_P }, [this] { setTool(Tool::Pan); });
    add(Menu::View, { "map.lasso", tr("Drag a lasso") }, { Qt::Key_L }, [this] { setTool(Tool::Lasso); });
    add(Menu::View, { "map.rectangle", tr("Drag a rectangle") }, { Qt::Key_T }, [this] { setTool(Tool::Rectangle); });
    add(Menu::View, { "map.fit", tr("Fit the map") }, { Qt::Key_0 }, [this] { m_view->fit(); });
    add(Menu::View, { "map.zoom-in", tr("Zoom in on the map") }, { Qt::Key_Plus, Qt::Key_Equal, Qt::Key_Z },
        [this] { m_view->zoomBy(1.2); });
    add(Menu::View, { "map.zoom-out", tr("Zoom out of the map") },
        { QKeySequence(Qt::Key_Minus), QKeySequence(Qt::SHIFT | Qt::Key_Z) }, [this] { m_view->zoomBy(1 / 1.2); });
    m_commands->change(
        add(Menu::View, { "map.column", tr("Vectors, colours, points"), tr("Show or fold the left column") },
            { Qt::Key_V },
            [this] {
                m_leftShown = !m_controls->isVisible();
                m_narrow ? layOut() : m_controls->setVisible(m_leftShown);
            }),
        [](Command& command) { command.why = {}; });
    add(Menu::View, { "map.field", tr("Colour by a field…") }, { Qt::Key_F }, [this] { chooseField(); });
    for (const auto& [by, id, words] : { std::tuple(ColourBy::Label, "map.by-label", tr("Colour by label")),
             { ColourBy::Score, "map.by-score", tr("Colour by score") },
             { ColourBy::Anomaly, "map.by-anomaly", tr("Colour by anomaly") },
             { ColourBy::Magnitude, "map.by-magnitude", tr("Colour by magnitude") } })
        m_commands->change(add(Menu::View, { id, words }, {}, [this, by] { colourBy(by); }),
            [](Command& command) { command.submenu = tr("Colour by"); });
    add(Menu::Edit, { "map.all", tr("Select all that are shown") }, { QKeySequence::SelectAll },
        [this] { selectAllShown(); });
    selects(add(Menu::Edit, { "map.clear", tr("Clear the selection") }, {}, [this] { clearSelection(); }));
    selects(add(Menu::Edit, { "map.similar", tr("Similar to these") }, { Qt::Key_R }, [this] { selectSimilar(); }));
    QAction* open = add(Menu::Move, { "map.open", tr("Go on in Scan"), tr("The selection, or the point in hand") },
        { Qt::Key_Return, Qt::Key_Enter }, [this] {
            if (m_selectedCount > 0)
                Q_EMIT scanAsked();
            else
                Q_EMIT openAsked(m_points->row(static_cast<std::size_t>(m_view->current())));
        });
    m_commands->change(open, [this](Command& command) {
        command.why = [this] {
            return m_points && (m_selectedCount > 0 || m_view->current() >= 0)
                ? QString()
                : tr("Nothing is selected on the map, and no point is in hand");
        };
    });
    m_commands->change(
        add(Menu::Move, { "map.filter", tr("Show only…"), tr("The filter line of the map") }, { Qt::Key_Slash },
            [this] {
                if (m_narrow && !m_leftShown) {
                    m_leftShown = true;
                    layOut();
                }
                m_controls->show()->setFocus(Qt::ShortcutFocusReason);
                m_controls->show()->selectAll();
            }),
        [](Command& command) { command.group = Command::Group::Find; });
    const auto writes = [this](QAction* action) {
        m_commands->change(action, [this](Command& command) {
            command.why = [this] {
                return m_project->readOnly()        ? tr("This project is open for reading only")
                    : m_controls->model().isEmpty() ? tr("No model here gives vectors")
                    : m_vectors->isRunning()        ? tr("A map is being made")
                                                    : QString();
            };
        });
    };
    writes(add(Menu::Model, { "map.make", tr("Embed and map what is new"), tr("What is on the map stays") }, {},
        [this] { make(false); }));
    writes(add(
        Menu::Model, { "map.refit", tr("Refit the map"), tr("Everything on it moves") }, {}, [this] { make(true); }));
    QAction* stop = add(Menu::Model, { "map.stop", tr("Stop making the map") }, {}, [this] { m_vectors->stop(); });
    m_commands->change(stop, [this](Command& command) {
        command.why = [this] { return m_vectors->isRunning() ? QString() : tr("No map is being made"); };
    });
}

/// The classes of the scheme in use, for all that are selected.
void MapPage::makeLabelCommands()
{
    for (QAction* action : m_labelActions)
        m_commands->remove(action);
    m_labelActions.clear();
    if (!m_project)
        return;
    int index = 0;
    for (const ClassStyle& style : m_project->classes().all()) {
        const QKeySequence key = style.key.isEmpty() ? QKeySequence() : QKeySequence(style.key[0].toUpper().unicode());
        QAction* action = add(Menu::Label,
            { "map.label." + QString::fromStdString(style.name), tr("%1, all that are selected").arg(style.title),
                tr("Every candidate of the selection gets the label; one undo for all") },
            key.isEmpty() ? QList<QKeySequence>() : QList<QKeySequence>{ key }, [this, index] { labelAll(index); });
        m_commands->change(action, [](Command& command) { command.ofScheme = true; });
        m_labelActions.push_back(action);
        ++index;
    }
}

void MapPage::focusNextPane(bool back)
{
    const std::array<QWidget*, 4> holders{ m_view, m_bulk, m_panel, m_controls };
    const int count = static_cast<int>(holders.size());
    const QWidget* focus = focusWidget();
    int now = -1;
    for (int i = 0; i < count; ++i)
        if (focus
            && (holders[static_cast<std::size_t>(i)] == focus
                || holders[static_cast<std::size_t>(i)]->isAncestorOf(focus)))
            now = i;
    for (int tried = 1; tried <= count; ++tried) {
        QWidget* holder = holders[static_cast<std::size_t>((now + (back ? count - tried : tried) + count) % count)];
        if (!holder->isVisible())
            continue;
        if (holder == m_view)
            return m_view->setFocus(Qt::TabFocusReason);
        for (QWidget* part : holder->findChildren<QWidget*>())
            if (part->isVisible() && part->isEnabled() && (part->focusPolicy() & Qt::TabFocus)
                && part->metaObject() != &QWidget::staticMetaObject && !part->inherits("QScrollArea"))
                return part->setFocus(Qt::TabFocusReason);
    }
    home()->setFocus(Qt::TabFocusReason);
}

QVariantMap MapPage::viewState() const
{
    QVariantMap state{ { "by", static_cast<int>(m_controls->colourBy()) }, { "field", m_controls->field() },
        { "mode", static_cast<int>(m_controls->mode()) }, { "size", m_controls->pointSize() },
        { "opacity", m_controls->opacity() }, { "grey", m_controls->greyRest() } };
    if (!m_controls->model().isEmpty()) {
        state["model"] = m_controls->model();
        state["kind"] = m_controls->kind();
    } else if (!m_restored.isEmpty()) {
        state["model"] = m_restored["model"];
        state["kind"] = m_restored["kind"];
    }
    return state;
}

void MapPage::restoreView(const QVariantMap& state)
{
    m_restored = state;
    m_colourChosen = state.contains("by");
    if (const int by = state.value("by", 0).toInt(); by >= 0 && by <= static_cast<int>(ColourBy::Field))
        m_controls->chooseColour(static_cast<ColourBy>(by), state["field"].toString());
    if (state.contains("kind"))
        m_controls->chooseKind(state["kind"].toString());
    const int mode = state.value("mode", 0).toInt();
    if (state.contains("size") && mode >= 0 && mode <= static_cast<int>(MapPicture::Mode::Marks))
        m_controls->setLook(static_cast<MapPicture::Mode>(mode), state["size"].toDouble(), state["opacity"].toDouble(),
            state.value("grey", true).toBool());
}

} // namespace vetrina::ui
