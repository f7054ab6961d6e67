// Saliency in Scan: its commands, its button, its menu.
#include "ui/commands/commands.h"
#include "ui/scan/saliency_menu.h"
#include "ui/scan/saliency_overlay.h"
#include "ui/scan/scan_page.h"
#include "ui/stamp/display_bar.h"
#include "ui/stamp/stamp_row.h"
#include "ui/widgets/key_cap.h"

#include <QAction>

namespace vetrina::ui {

using Menu = Command::Menu;

void ScanPage::makeSaliencyCommands()
{
    add(Menu::View, { "view.saliency", tr("Saliency"), tr("What the model's answer rests on, over the stamps") },
        { Qt::Key_S }, [this] { m_saliency->setOn(!m_saliency->on()); });
    const auto choice = [this](const CommandName& name, const QList<QKeySequence>& keys, auto change) {
        QAction* action = add(Menu::View, name, keys, [this, change] {
            SaliencyChoice choice = m_saliency->choice();
            change(choice);
            m_saliency->choose(choice);
            m_saliency->setOn(true);
        });
        m_commands->change(action, [](Command& command) { command.submenu = tr("Saliency shown"); });
    };
    using explain::Method;
    using Style = SaliencyLook::Style;
    choice({ "view.saliency-gradcam", tr("Saliency by Grad-CAM") }, {},
        [](SaliencyChoice& choice) { choice.method = Method::GradCam; });
    choice({ "view.saliency-integrated", tr("Saliency by integrated gradients"), tr("With its completeness error") },
        {}, [](SaliencyChoice& choice) { choice.method = Method::IntegratedGradients; });
    choice({ "view.saliency-occlusion", tr("Saliency by occlusion") }, {},
        [](SaliencyChoice& choice) { choice.method = Method::Occlusion; });
    choice({ "view.saliency-lines", tr("Saliency as lines") }, {},
        [](SaliencyChoice& choice) { choice.look.style = Style::Lines; });
    choice({ "view.saliency-colour", tr("Saliency in colour over the stamps") }, {},
        [](SaliencyChoice& choice) { choice.look.style = Style::Colour; });
    choice({ "view.saliency-beside", tr("Saliency beside the stamps") }, {},
        [](SaliencyChoice& choice) { choice.look.style = Style::Beside; });
    choice({ "view.saliency-together", tr("Saliency: each stamp its own map, or one for all") }, {},
        [](SaliencyChoice& choice) { choice.together = !choice.together; });
    choice({ "view.saliency-opacity", tr("Saliency fainter"), tr("By three steps, then as bold as before") },
        { QKeySequence(Qt::SHIFT | Qt::Key_S) }, [this](SaliencyChoice& choice) {
            m_saliency->nextOpacity();
            choice = m_saliency->choice();
        });
    choice({ "view.saliency-class", tr("Saliency for the next class") }, {}, [this](SaliencyChoice& choice) {
        m_saliency->nextClass();
        choice = m_saliency->choice();
    });

    auto* menu = new SaliencyMenu(m_saliency, this);
    m_display->addSaliency(menu);
    connect(m_display, &DisplayBar::saliencyToggled, m_saliency, &SaliencyOverlay::setOn);
    connect(m_stamps, &StampRow::saliencyMenuAsked, menu, [menu](const QPoint& global) { menu->popup(global); });
    connect(m_saliency, &SaliencyOverlay::changed, this, [this] {
        m_display->setSaliency(m_saliency->on());
        layCentre();
    });
    keepPart(
        "saliency",
        [this] {
            QVariantMap words = saliencyWords(m_saliency->choice());
            words["on"] = m_saliency->on();
            return words;
        },
        [this](const QVariantMap& words) {
            m_saliency->choose(saliencyChoiceOf(words));
            m_saliency->setOn(words["on"].toBool());
        });
}

} // namespace vetrina::ui
