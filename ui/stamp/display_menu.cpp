// The menu at the end of the display bar: what is changed seldom.
#include "ui/stamp/display_bar.h"
#include "ui/stamp/stamp_row.h"
#include "ui/stamp/stamp_tools.h"
#include "ui/widgets/key_cap.h"

#include <QActionGroup>
#include <QMenu>

namespace vetrina::ui {

namespace {

QString words(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

/// An action that is ticked, its key beside its words: the key itself is the window's.
QAction* addTicked(QMenu* menu, const QString& text, const QString& key, const std::function<void(bool)>& act)
{
    QAction* action = menu->addAction(key.isEmpty() ? text : text + '\t' + key);
    action->setCheckable(true);
    QObject::connect(action, &QAction::triggered, menu, act);
    return action;
}

} // namespace

void DisplayBar::buildMore()
{
    m_blink->setCheckable(true);
    m_blink->setTall(false);
    m_blink->setFixedHeight(28);
    m_blink->setAccessibleName(tr("Blink"));
    connect(m_blink, &QPushButton::clicked, this, [this](bool on) { m_stamps->setBlinking(on); });
    m_saliency->setCheckable(true);
    m_saliency->setTall(false);
    m_saliency->setFixedHeight(28);
    m_saliency->setAccessibleName(tr("Saliency"));
    m_saliency->setToolTip(tr("What the model's answer rests on (S)"));
    connect(m_saliency, &QPushButton::clicked, this, &DisplayBar::saliencyToggled);
    m_saliencyHow->setFocusPolicy(Qt::TabFocus);
    m_saliencyHow->setFixedWidth(24);
    m_saliencyHow->setProperty("role", "arrow");
    m_saliencyHow->setAccessibleName(tr("How saliency is found and shown"));
    m_saliencyHow->setToolTip(tr("Method, class, lines or colour"));
    m_moreButton->setCheckable(true);
    m_moreButton->setMenu(m_more);
    m_moreButton->setFocusPolicy(Qt::TabFocus);
    m_moreButton->setAccessibleName(tr("More of the display"));
    m_moreButton->setToolTip(tr("Scaling of one panel, smoothing, blink, pixel table, cut"));

    m_only =
        addTicked(m_more, tr("Scale the panel in hand only"), {}, [this](bool on) { m_stamps->setOnlyInHand(on); });
    m_more->addAction(tr("All panels as the one in hand"), this, [this] { m_stamps->lookForAll(m_stamps->inHand()); });
    m_more->addSeparator();

    m_smooth = addTicked(m_more, tr("Smooth"), "W", [this](bool on) { m_stamps->setSmooth(on); });
    QMenu* kernel = m_more->addMenu(tr("Smooth by"));
    QMenu* radius = m_more->addMenu(tr("Smoothing radius"));
    const auto pick = [this](QMenu* menu, const QString& text, auto chosen, auto choose) {
        QAction* action = menu->addAction(text, this, [this, choose] {
            m_stamps->change([&](DisplayState& state) {
                choose(state);
                state.smooth = true;
            });
        });
        action->setCheckable(true);
        connect(menu, &QMenu::aboutToShow, action,
            [this, action, chosen] { action->setChecked(chosen(m_stamps->state().smoothing)); });
    };
    for (const image::Smoothing::Kernel each : image::smoothingKernels())
        pick(
            kernel, words(image::label(each)), [each](const image::Smoothing& now) { return now.kernel == each; },
            [each](DisplayState& state) { state.smoothing.kernel = each; });
    for (int each = 1; each <= image::Smoothing::maxRadius; ++each)
        pick(
            radius, tr("%1 px").arg(each), [each](const image::Smoothing& now) { return now.radius == each; },
            [each](DisplayState& state) {
                state.smoothing.radius = each;
                state.smoothing.sigma = each / 2.0; // as DS9 follows its radius
            });
    m_more->addSeparator();

    QMenu* rate = m_more->addMenu(tr("Blink every"));
    for (const int each : Blink::rates) {
        QAction* action =
            rate->addAction(blinkRateText(each), this, [this, each] { m_stamps->setBlinkInterval(each); });
        action->setCheckable(true);
        connect(rate, &QMenu::aboutToShow, action,
            [this, action, each] { action->setChecked(m_stamps->state().blinkMs == each); });
    }
    m_byScience = addTicked(m_more, tr("Blink with the limits of Science"), {},
        [this](bool on) { m_stamps->change([on](DisplayState& state) { state.blinkByScience = on; }); });
    m_more->addSeparator();

    QMenu* field = m_more->addMenu(tr("Field of view"));
    const auto addField = [this, field](const QString& text, double arcsec) {
        QAction* action = field->addAction(text, this,
            [this, arcsec] { m_stamps->change([arcsec](DisplayState& state) { state.fieldArcsec = arcsec; }); });
        action->setCheckable(true);
        connect(field, &QMenu::aboutToShow, action,
            [this, action, arcsec] { action->setChecked(m_stamps->state().fieldArcsec == arcsec); });
    };
    addField(tr("The whole stamp"), 0);
    for (const double arcsec : DisplayState::fieldsArcsec)
        addField(tr("%1″, of every survey").arg(arcsec), arcsec);
    m_northUp = addTicked(m_more, tr("North up"), "O", [this](bool on) { setToggle(NorthUp, on); });
    m_crosshair = addTicked(m_more, tr("Crosshair"), "X", [this](bool on) { setToggle(Crosshair, on); });
    m_pixels = addTicked(m_more, tr("Pixel table"), "P", [this](bool) { m_stamps->tools()->togglePixels(); });
    m_cut = addTicked(m_more, tr("Cut through the source"), "L", [this](bool) { m_stamps->tools()->toggleCut(); });
    m_single = addTicked(m_more, tr("One panel alone"), "Shift+F11", [this](bool on) { m_stamps->setSingle(on); });
}

void DisplayBar::addSaliency(QMenu* menu)
{
    m_saliencyHow->setMenu(menu);
    m_more->insertMenu(m_smooth, menu);
    m_more->insertSeparator(m_smooth);
}

void DisplayBar::setSaliency(bool on) { m_saliency->setChecked(on); }

} // namespace vetrina::ui
