#include "ui/map/map_controls.h"

#include "core/session/embeddings.h"
#include "ui/map/map_legend.h"
#include "ui/scan/filter_line.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>

#include <algorithm>

namespace vetrina::ui {

namespace {

QString number(std::size_t value) { return QLocale().toString(static_cast<qulonglong>(value)); }

QSlider* slider(const QString& name, int low, int high, int at)
{
    auto* made = new QSlider(Qt::Horizontal);
    made->setRange(low, high);
    made->setValue(at);
    made->setAccessibleName(name);
    return made;
}

QPushButton* button(const QString& words, const QString& tip)
{
    auto* made = new QPushButton(words);
    made->setProperty("role", "dense");
    made->setFocusPolicy(Qt::TabFocus);
    made->setToolTip(tip);
    return made;
}

} // namespace

MapControls::MapControls(QWidget* parent)
    : QFrame(parent)
    , m_models(new QComboBox)
    , m_kinds(new Segmented(tr("Kind of map")))
    , m_colours(new Segmented(tr("Colour by")))
    , m_modes(new Segmented(tr("How points are shown")))
    , m_work(label({}, "small"))
    , m_filtered(label({}, "aside"))
    , m_wrong(label({}, "wrong"))
    , m_place(button({}, tr("Vectors for those that came since, and their places; what is on the map stays")))
    , m_refit(button(tr("Refit"), tr("Make the map anew of all vectors; everything on it moves")))
    , m_stop(button(tr("Stop"), tr("What was made by then stays")))
    , m_fieldButton(new QPushButton)
    , m_share(new QProgressBar)
    , m_working(new QWidget)
    , m_legend(new MapLegend)
    , m_size(slider(tr("Size of the points"), 4, 32, 12))
    , m_opacity(slider(tr("Opacity of the points"), 10, 100, 78))
    , m_grey(new QCheckBox(tr("Grey what is not selected")))
    , m_showing(new TitledPanel(tr("Show"), TitledPanel::Kind::Section))
    , m_show(new FilterLine)
{
    setObjectName("sideLeft");
    setFixedWidth(usualWidth);
    setAccessibleName(tr("What the map shows"));
    auto* vectors = new TitledPanel(tr("Vectors"), TitledPanel::Kind::Section);
    auto* colours = new TitledPanel(tr("Colour by"), TitledPanel::Kind::Section);
    auto* points = new TitledPanel(tr("Points"), TitledPanel::Kind::Section);
    makeVectors(vectors);
    makeColours(colours);
    makePoints(points);
    m_show->setAccessibleName(tr("Show only candidates that pass this filter"));
    m_show->setPlaceholderText(tr("drb > 0.5"));
    m_wrong->setWordWrap(true);
    m_wrong->hide();
    for (QWidget* part : std::initializer_list<QWidget*>{ m_show, m_wrong, m_filtered })
        m_showing->body()->addWidget(part);

    auto* inner = new QWidget;
    auto* column = new QVBoxLayout(inner);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (TitledPanel* panel : { vectors, colours, points, m_showing })
        column->addWidget(panel);
    column->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setWidget(inner);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scroll);
}

QLabel* MapControls::figure(TitledPanel* panel, const QString& name, const QString& tip)
{
    auto* line = new QHBoxLayout;
    auto* words = label(name, "name");
    auto* value = label(QStringLiteral("–"), "mono");
    words->setToolTip(tip);
    value->setAccessibleName(name);
    line->addWidget(words);
    line->addStretch(1);
    line->addWidget(value);
    panel->body()->addLayout(line);
    return value;
}

void MapControls::makeVectors(TitledPanel* panel)
{
    m_models->setAccessibleName(tr("Whose vectors"));
    m_models->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_kinds->add(Pca, tr("PCA"), tr("Along the two directions in which the vectors spread most"));
    m_kinds->add(Umap, tr("UMAP"), tr("Neighbours together; distances between islands mean little"));
    m_kinds->add(Tsne, tr("t-SNE"),
        tr("Neighbours together, groups apart; sizes of islands and distances between them mean little"));
    m_kinds->setFill(true);
    m_kinds->choose(Umap);
    panel->body()->addWidget(m_models);
    panel->body()->addWidget(m_kinds);
    m_trust = figure(panel, tr("trustworthiness, k 10"),
        tr("1 where neighbours on the map are neighbours among the vectors (Venna and Kaski 2001)"));
    m_kept = figure(panel, tr("neighbours kept, k 10"),
        tr("The share of the ten nearest vectors that are among the ten nearest on the map"));
    m_placed = figure(panel, tr("placed without a refit"),
        tr("Candidates that came after the map was made and were put among their neighbours"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_place, 1);
    row->addWidget(m_refit, 1);
    panel->body()->addLayout(row);
    auto* working = new QVBoxLayout(m_working);
    working->setContentsMargins(0, 0, 0, 0);
    working->setSpacing(4);
    auto* words = new QHBoxLayout;
    m_work->setWordWrap(true);
    words->addWidget(m_work, 1);
    words->addWidget(m_stop);
    working->addWidget(m_share);
    working->addLayout(words);
    m_share->setTextVisible(false);
    m_share->setRange(0, 1000);
    m_working->hide();
    panel->body()->addWidget(m_working);
    m_place->hide();
    connect(m_models, &QComboBox::activated, this, [this] { Q_EMIT modelChosen(model()); });
    connect(m_kinds, &Segmented::chose, this, [this] { Q_EMIT kindChosen(kind()); });
    connect(m_place, &QPushButton::clicked, this, &MapControls::placeAsked);
    connect(m_refit, &QPushButton::clicked, this, &MapControls::refitAsked);
    connect(m_stop, &QPushButton::clicked, this, &MapControls::stopAsked);
}

void MapControls::makeColours(TitledPanel* panel)
{
    m_colours->add(static_cast<int>(ColourBy::Label), tr("Label"), tr("What you said of them"));
    m_colours->add(static_cast<int>(ColourBy::Score), tr("Score"), tr("What the model says of them"));
    m_colours->add(static_cast<int>(ColourBy::Anomaly), tr("Anomaly"), tr("How unusual they are in their night"));
    m_colours->add(static_cast<int>(ColourBy::Magnitude), tr("Mag"), tr("How bright they are"));
    m_colours->setDense(true);
    m_colours->setFill(true);
    m_colours->choose(static_cast<int>(ColourBy::Label));
    m_fieldButton->setFocusPolicy(Qt::TabFocus);
    m_fieldButton->setProperty("role", "field");
    m_fieldButton->setToolTip(tr("Colour by any column"));
    chooseColour(ColourBy::Label, {});
    panel->body()->addWidget(m_colours);
    panel->body()->addWidget(m_fieldButton);
    panel->body()->addWidget(m_legend);
    connect(m_colours, &Segmented::chose, this, [this](int by) { Q_EMIT colourChosen(static_cast<ColourBy>(by)); });
    connect(m_fieldButton, &QPushButton::clicked, this, &MapControls::fieldAsked);
}

void MapControls::makePoints(TitledPanel* panel)
{
    using Mode = MapPicture::Mode;
    m_modes->add(static_cast<int>(Mode::Auto), tr("Auto"), tr("Marks where there are few, else their density"));
    m_modes->add(static_cast<int>(Mode::Density), tr("Density"), tr("How many lie where"));
    m_modes->add(static_cast<int>(Mode::Marks), tr("Marks"), tr("A mark each"));
    m_modes->setFill(true);
    m_modes->choose(static_cast<int>(Mode::Auto));
    panel->body()->addWidget(m_modes);
    for (const auto& [words, part] : { std::pair(tr("Size"), m_size), { tr("Opacity"), m_opacity } }) {
        auto* row = new QHBoxLayout;
        auto* name = label(words, "name");
        name->setFixedWidth(56);
        row->addWidget(name);
        row->addWidget(part, 1);
        panel->body()->addLayout(row);
        connect(part, &QSlider::valueChanged, this, &MapControls::lookChanged);
    }
    m_grey->setChecked(true);
    panel->body()->addWidget(m_grey);
    connect(m_modes, &Segmented::chose, this, &MapControls::lookChanged);
    connect(m_grey, &QCheckBox::toggled, this, &MapControls::lookChanged);
}

void MapControls::setModels(const std::vector<session::VectorSet>& sets, const std::vector<QString>& others)
{
    const QString before = model();
    const QSignalBlocker quiet(m_models);
    m_models->clear();
    for (const session::VectorSet& set : sets) {
        const QString name = QString::fromStdString(set.model);
        m_models->addItem(QStringLiteral("%1 · %2").arg(name).arg(set.dimensions), name);
        m_models->setItemData(m_models->count() - 1, tr("%1 vectors").arg(number(set.count)), Qt::ToolTipRole);
    }
    for (const QString& other : others)
        if (m_models->findData(other) < 0)
            m_models->addItem(tr("%1 · none yet").arg(other), other);
    m_models->setEnabled(m_models->count() > 0);
    m_models->setToolTip(m_models->count() ? tr("Whose vectors the map shows") : tr("No model here gives vectors"));
    chooseModel(before);
}

void MapControls::chooseModel(const QString& model)
{
    if (const int at = m_models->findData(model); at >= 0)
        m_models->setCurrentIndex(at);
}

QString MapControls::model() const { return m_models->currentData().toString(); }
void MapControls::chooseKind(const QString& kind)
{
    const auto known = std::ranges::find(session::mapKinds, kind.toStdString());
    m_kinds->choose(known == session::mapKinds.end() ? static_cast<int>(Umap)
                                                     : static_cast<int>(known - session::mapKinds.begin()));
}

QString MapControls::kind() const { return session::mapKinds[static_cast<std::size_t>(m_kinds->chosen())]; }
QString MapControls::kindName() const { return m_kinds->button(m_kinds->chosen())->text(); }

void MapControls::setFigures(const session::MapFigures* figures)
{
    const QString none = QStringLiteral("–");
    m_trust->setText(figures ? QString::number(figures->trustworthiness, 'f', 3) : none);
    m_kept->setText(figures ? QString::number(figures->kept, 'f', 3) : none);
    m_placed->setText(figures && figures->placed ? number(*figures->placed) : none);
    const QString at =
        figures ? tr("Measured at %1 of %2 points").arg(number(figures->sampled), number(figures->mapped)) : QString();
    m_trust->setToolTip(at);
    m_kept->setToolTip(at);
}

void MapControls::setUnplaced(std::size_t count)
{
    m_place->setText(tr("Place %1 new").arg(number(count)));
    m_place->setVisible(count > 0);
}

void MapControls::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    setWork({}, -1);
}

void MapControls::setWork(const QString& words, double share)
{
    const bool runs = !words.isEmpty();
    m_working->setVisible(runs);
    m_work->setText(words);
    m_share->setRange(0, runs && share < 0 ? 0 : 1000);
    m_share->setValue(static_cast<int>(share * 1000));
    m_share->setAccessibleName(words);
    for (QPushButton* one : { m_place, m_refit }) {
        one->setEnabled(!runs && !m_readOnly);
        if (!one->property("does").isValid())
            one->setProperty("does", one->toolTip());
        one->setToolTip(m_readOnly ? tr("This project is open for reading only")
                : runs             ? tr("A map is being made")
                                   : one->property("does").toString());
    }
}

void MapControls::chooseColour(ColourBy by, const QString& field)
{
    m_by = by;
    m_field = field;
    if (by == ColourBy::Field)
        m_colours->chooseNone();
    else
        m_colours->choose(static_cast<int>(by));
    const QString words = by == ColourBy::Field ? tr("Field: %1").arg(field) : tr("Any field…");
    m_fieldButton->setText(words);
    m_fieldButton->setAccessibleName(words);
}

void MapControls::setColourEnabled(ColourBy by, bool enabled, const QString& why)
{
    m_colours->setEnabled(static_cast<int>(by), enabled, why);
}

QWidget* MapControls::fieldButton() const { return m_fieldButton; }

void MapControls::setShown(std::size_t shown, std::size_t total)
{
    m_showing->setAside(number(shown));
    m_filtered->setText(total == 0 ? QString()
            : shown == total       ? tr("Every point is drawn.")
                                   : tr("%1 of %2 points are drawn.").arg(number(shown), number(total)));
}

void MapControls::sayWrong(const QString& message)
{
    m_wrong->setText(message);
    m_wrong->setVisible(!message.isEmpty());
}

MapPicture::Mode MapControls::mode() const { return static_cast<MapPicture::Mode>(m_modes->chosen()); }
double MapControls::pointSize() const { return m_size->value() / 4.0; }
double MapControls::opacity() const { return m_opacity->value() / 100.0; }
bool MapControls::greyRest() const { return m_grey->isChecked(); }

void MapControls::setLook(MapPicture::Mode mode, double size, double opacity, bool greyRest)
{
    m_modes->choose(static_cast<int>(mode));
    m_size->setValue(static_cast<int>(size * 4));
    m_opacity->setValue(static_cast<int>(opacity * 100));
    m_grey->setChecked(greyRest);
}

} // namespace vetrina::ui
