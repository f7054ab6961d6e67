#include "ui/stamp/display_bar.h"

#include "core/image/colormap.h"
#include "ui/stamp/stamp_row.h"
#include "ui/stamp/stamp_tools.h"
#include "ui/stamp/stamp_view.h"
#include "ui/theme/theme.h"
#include "ui/widgets/key_cap.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QIcon>
#include <QMenu>
#include <QPainter>
#include <QPixmap>
#include <QPushButton>

namespace vetrina::ui {

namespace {

QString words(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

bool often(image::LimitsRule rule)
{
    return rule == image::LimitsRule::ZScale || rule == image::LimitsRule::P99_5 || rule == image::LimitsRule::MinMax
        || rule == image::LimitsRule::User;
}

/// A sample of a colour map for its line in the drop-down.
QIcon sample(const image::ColorMap& map)
{
    QImage image(32, 10, QImage::Format_RGB32);
    const auto last = static_cast<int>(map.colors.size()) - 1;
    for (int x = 0; x < image.width(); ++x)
        for (int y = 0; y < image.height(); ++y)
            image.setPixel(x, y, map.colors[static_cast<std::size_t>(x * last / (image.width() - 1))]);
    return QIcon(QPixmap::fromImage(image));
}

constexpr int wide = 1060; ///< below it the limits are a drop-down
constexpr int explained = 1130; ///< from here on there is room for saliency; below it is in the menu
constexpr int named = 1270; ///< from here on the groups have names

} // namespace

DisplayBar::DisplayBar(StampRow* stamps, QWidget* parent)
    : QWidget(parent)
    , m_stamps(stamps)
    , m_limitsName(label(tr("Limits"), "name"))
    , m_stretchName(label(tr("Stretch"), "name"))
    , m_limits(new Segmented(tr("Limits")))
    , m_stretch(new Segmented(tr("Stretch")))
    , m_toggles(new Segmented(tr("Display"), nullptr, Segmented::Mode::Toggles))
    , m_looks(new Segmented(tr("Overlay"), nullptr, Segmented::Mode::Toggles))
    , m_limitsBox(new QComboBox)
    , m_map(new QComboBox)
    , m_blink(new KeyButton("B", tr("Blink"), nullptr, KeyButton::Cap::After))
    , m_saliency(new KeyButton("S", tr("Saliency"), nullptr, KeyButton::Cap::After))
    , m_saliencyHow(new QPushButton(QStringLiteral("▾")))
    , m_moreButton(new QPushButton(tr("More ▾")))
    , m_more(new QMenu(m_moreButton))
{
    build();
    buildMore();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(3, 0, 3, 0);
    row->setSpacing(6);
    row->addWidget(m_limitsName);
    row->addWidget(m_limits);
    row->addWidget(m_limitsBox);
    row->addStretch(1);
    row->addWidget(m_stretchName);
    row->addWidget(m_stretch);
    row->addStretch(1);
    row->addWidget(m_map);
    row->addStretch(1);
    row->addWidget(m_toggles);
    row->addStretch(1);
    row->addWidget(m_looks);
    row->addWidget(m_blink);
    auto* saliency = new QHBoxLayout;
    saliency->setSpacing(2);
    saliency->addWidget(m_saliency);
    saliency->addWidget(m_saliencyHow);
    row->addLayout(saliency);
    row->addWidget(m_moreButton);
    connect(stamps, &StampRow::stateChanged, this, &DisplayBar::show);
    show();
}

void DisplayBar::build()
{
    using image::LimitsRule;
    m_limits->add(static_cast<int>(LimitsRule::ZScale), tr("ZScale"));
    m_limits->add(static_cast<int>(LimitsRule::P99_5), tr("99.5 %"));
    m_limits->add(static_cast<int>(LimitsRule::MinMax), tr("Min–max"));
    m_limits->add(
        static_cast<int>(LimitsRule::User), tr("User"), tr("The numbers you set with the handles under the stamps"));
    for (const LimitsRule rule : image::limitsRules()) {
        if (!often(rule))
            m_limits->addRare(static_cast<int>(rule), words(image::label(rule)));
        m_limitsBox->addItem(words(image::label(rule)), static_cast<int>(rule));
    }
    m_limitsBox->setAccessibleName(tr("Limits"));
    m_limitsBox->setFocusPolicy(Qt::TabFocus);
    m_limitsBox->setFixedWidth(96);
    const auto chooseRule = [this](int id) { m_stamps->setRule(static_cast<LimitsRule>(id)); };
    connect(m_limits, &Segmented::chose, this, chooseRule);
    connect(m_limitsBox, &QComboBox::activated, this,
        [this, chooseRule] { chooseRule(m_limitsBox->currentData().toInt()); });

    using image::Stretch;
    const auto add = [this](Stretch stretch, const QString& text) { m_stretch->add(static_cast<int>(stretch), text); };
    add(Stretch::Linear, tr("Linear"));
    add(Stretch::Log, tr("Log"));
    add(Stretch::Sqrt, tr("Sqrt"));
    add(Stretch::Asinh, tr("Asinh"));
    add(Stretch::HistEq, tr("Hist-eq"));
    for (const Stretch stretch : { Stretch::Power, Stretch::Squared, Stretch::Sinh })
        m_stretch->addRare(static_cast<int>(stretch), words(image::label(stretch)));
    connect(m_stretch, &Segmented::chose, this, [this](int id) {
        m_stamps->changeLook([id](PanelLook& look) { look.display.stretch = static_cast<Stretch>(id); });
    });

    for (const image::ColorMap& map : image::ColorMap::all()) {
        QString name = words(map.name);
        name[0] = name[0].toUpper();
        m_map->addItem(sample(map), name);
    }
    m_map->setIconSize({ 32, 10 });
    m_map->setMaxVisibleItems(24);
    m_map->setFocusPolicy(Qt::TabFocus);
    m_map->setAccessibleName(tr("Colour map"));
    connect(m_map, &QComboBox::activated, this, [this](int index) {
        m_stamps->changeLook(
            [index](PanelLook& look) { look.display.map = &image::ColorMap::all()[static_cast<std::size_t>(index)]; });
    });

    m_toggles->add(Invert, tr("Invert"), tr("The colour map from its other end (I)"));
    m_toggles->add(Link, tr("Link"), tr("Zoom and pan the three stamps together"));
    m_toggles->add(Lock, tr("Lock"), tr("Keep your limits, contrast and zoom for the next candidate"));
    m_looks->add(NorthUp, tr("N up"), tr("North up, east left; off: as stored, first row at the bottom (O)"));
    m_looks->add(Crosshair, tr("Cross"), tr("The crosshair at the source (X)"));
    connect(m_toggles, &Segmented::toggled, this, &DisplayBar::setToggle);
    connect(m_looks, &Segmented::toggled, this, &DisplayBar::setToggle);
}

void DisplayBar::setToggle(int which, bool on)
{
    if (which == Invert)
        return m_stamps->changeLook([on](PanelLook& look) { look.display.invert = on; });
    m_stamps->change([which, on](DisplayState& state) {
        switch (which) {
        case Link:
            state.linked = on;
            break;
        case Lock:
            state.locked = on;
            break;
        case NorthUp:
            state.northUp = on;
            break;
        case Crosshair:
            state.crosshair = on;
            break;
        }
    });
}

void DisplayBar::toggle(Toggle which)
{
    const Segmented* group = which == NorthUp || which == Crosshair ? m_looks : m_toggles;
    setToggle(which, !group->isOn(which));
}

void DisplayBar::show()
{
    const DisplayState& state = m_stamps->state();
    const PanelLook& look = m_stamps->lookInHand();
    m_limits->choose(static_cast<int>(look.rule));
    m_limitsBox->setCurrentIndex(m_limitsBox->findData(static_cast<int>(look.rule)));
    m_stretch->choose(static_cast<int>(look.display.stretch));
    m_map->setCurrentIndex(static_cast<int>(look.display.map - image::ColorMap::all().data()));
    m_toggles->setOn(Invert, look.display.invert);
    m_toggles->setOn(Link, state.linked);
    m_toggles->setOn(Lock, state.locked);
    m_looks->setOn(NorthUp, state.northUp);
    m_looks->setOn(Crosshair, state.crosshair);
    m_blink->setChecked(m_stamps->blinking());
    m_blink->setToolTip(tr("Science, template and difference in turn, in the place of the panel in hand, every %1 (B)\n"
                           "+ and − change the rate.")
                            .arg(blinkRateText(state.blinkMs)));
    m_only->setChecked(state.onlyInHand);
    m_smooth->setChecked(state.smooth);
    m_byScience->setChecked(state.blinkByScience);
    m_northUp->setChecked(state.northUp);
    m_crosshair->setChecked(state.crosshair);
    m_pixels->setChecked(m_stamps->tools()->pixelsOpen());
    m_cut->setChecked(m_stamps->tools()->cutOpen());
    m_single->setChecked(m_stamps->single());
    // What is changed in an unusual way is to be seen without opening the menu.
    const QString unusual = state.onlyInHand ? panelName(m_stamps->inHand()) : state.smooth ? tr("Smooth") : QString();
    m_moreButton->setText(unusual.isEmpty() ? tr("More ▾") : unusual + QStringLiteral(" ▾"));
    m_moreButton->setChecked(!unusual.isEmpty());
}

void DisplayBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool roomy = width() >= wide;
    m_limits->setVisible(roomy);
    m_limitsBox->setVisible(!roomy);
    m_looks->setVisible(roomy);
    m_saliency->setVisible(width() >= explained);
    m_saliencyHow->setVisible(width() >= explained);
    m_limitsName->setVisible(width() >= named);
    m_stretchName->setVisible(width() >= named);
    if (auto* linear = m_stretch->button(static_cast<int>(image::Stretch::Linear)))
        linear->setText(roomy ? tr("Linear") : tr("Lin"));
    if (auto* histogram = m_stretch->button(static_cast<int>(image::Stretch::HistEq)))
        histogram->setText(roomy ? tr("Hist-eq") : tr("Hist"));
    m_map->setFixedWidth(roomy ? 112 : 100);
    m_map->setIconSize(roomy ? QSize(24, 10) : QSize(20, 10));
}

} // namespace vetrina::ui
