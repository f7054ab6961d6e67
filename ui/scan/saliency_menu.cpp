#include "ui/scan/saliency_menu.h"

#include "ui/scan/saliency_overlay.h"

#include <QActionGroup>

namespace vetrina::ui {

SaliencyMenu::SaliencyMenu(SaliencyOverlay* overlay, QWidget* parent)
    : QMenu(tr("Saliency"), parent)
    , m_overlay(overlay)
{
    setToolTipsVisible(true);
    connect(this, &QMenu::aboutToShow, this, &SaliencyMenu::fill);
}

void SaliencyMenu::fill()
{
    clear();
    QAction* on = addAction(tr("Saliency") + QStringLiteral("\tS"), m_overlay, &SaliencyOverlay::setOn);
    on->setCheckable(true);
    on->setChecked(m_overlay->on());
    QActionGroup* group = nullptr;
    const auto begin = [&](const QString& title) {
        addSection(title);
        group = new QActionGroup(this);
        connect(this, &QMenu::aboutToHide, group, &QObject::deleteLater);
    };
    const auto one = [&](const QString& text, bool chosen, const QString& tip, auto change) {
        QAction* action = addAction(text, m_overlay, [overlay = m_overlay, change] {
            SaliencyChoice choice = overlay->choice();
            change(choice);
            overlay->choose(choice);
            overlay->setOn(true);
        });
        action->setCheckable(true);
        action->setToolTip(tip);
        action->setActionGroup(group);
        action->setChecked(chosen);
        return action;
    };
    const SaliencyChoice now = m_overlay->choice();
    begin(tr("Method"));
    const std::array tips{ tr("Where the last maps of the network that still have a place speak for the class; "
                              "milliseconds"),
        tr("Each pixel's part of the answer, summed on the way from an empty stamp to this one; 50 passes"),
        tr("By how much the answer falls where a square is hidden; a pass a square") };
    for (const explain::Method method : explain::methods)
        one(saliencyMethodName(method), method == now.method, tips[static_cast<std::size_t>(method)],
            [method](SaliencyChoice& choice) { choice.method = method; });
    begin(tr("Class"));
    const auto classes = m_overlay->classes();
    const bool known = std::ranges::find(classes, now.className) != classes.end();
    one(tr("What the model says"), !known, {}, [](SaliencyChoice& choice) { choice.className.clear(); });
    for (const std::string& each : classes)
        one(saliencyClassName(each), each == now.className, {},
            [each](SaliencyChoice& choice) { choice.className = each; });
    begin(tr("Shown"));
    using Style = SaliencyLook::Style;
    for (const auto& [style, text] : { std::pair(Style::Lines, tr("As lines at 25, 50 and 75 %")),
             std::pair(Style::Colour, tr("In colour over the stamps")),
             std::pair(Style::Beside, tr("Beside the stamps")) })
        one(text, style == now.look.style, {}, [style](SaliencyChoice& choice) { choice.look.style = style; });
    QMenu* opacity = addMenu(tr("Opacity"));
    group = new QActionGroup(opacity);
    for (const double each : SaliencyOverlay::opacities) {
        QAction* action = one(tr("%1 %").arg(std::lround(100 * each)), each == now.look.opacity, {},
            [each](SaliencyChoice& choice) { choice.look.opacity = each; });
        removeAction(action);
        opacity->addAction(action);
    }
    addSeparator();
    group = nullptr;
    QAction* own = one(tr("Each stamp its own map"), !now.together,
        tr("Grad-CAM knows one map only: what the stamps tell is joined long before"),
        [](SaliencyChoice& choice) { choice.together = !choice.together; });
    own->setEnabled(now.method != explain::Method::GradCam);
}

} // namespace vetrina::ui
