#include "ui/lightcurve/light_curve_panel.h"

#include "core/base/file.h"
#include "ui/lightcurve/curve_export.h"
#include "ui/lightcurve/curve_legend.h"
#include "ui/lightcurve/curve_plot.h"
#include "ui/theme/theme.h"
#include "ui/widgets/candidate_name.h"
#include "ui/widgets/key_cap.h"
#include "ui/widgets/segmented.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>

namespace vetrina::ui {

namespace {

constexpr int leafingMs = 80; ///< who leafs on sooner does not want the object's other alerts
constexpr int roomForKeys = 560; ///< the panel's width from which the keys are shown beside their buttons
constexpr QSize pictureSize(900, 560);

} // namespace

LightCurvePanel::LightCurvePanel(QWidget* parent)
    : TitledPanel(tr("Light curve"), Kind::Bordered, parent)
    , m_plot(new CurvePlot)
    , m_nothing(label({}, "second"))
    , m_figures(new ElidedLabel("mono2"))
    , m_legend(new CurveLegend)
    , m_forced(new Segmented(tr("Forced photometry"), nullptr, Segmented::Mode::Toggles))
    , m_unit(new Segmented(tr("Unit of the light curve")))
    , m_span(new Segmented(tr("Time span of the light curve")))
    , m_unitKey(new KeyCap("T"))
    , m_spanKey(new KeyCap("Y"))
{
    m_forced->add(Forced, tr("Forced"));
    m_unit->add(Mag, tr("Mag"), tr("Magnitudes of the difference, AB (T)"));
    m_unit->add(Flux, tr("Flux"), tr("Flux of the difference in microjansky, below zero where it is fainter (T)"));
    m_span->add(Month, tr("30 d"), tr("The 30 days before this alert (Y)"));
    m_span->add(All, tr("All"), tr("Everything known, from other packets of the project too (Y)"));
    m_unit->choose(Mag);
    m_span->choose(Month);
    for (Segmented* group : { m_forced, m_unit, m_span }) {
        group->setDense(true);
        head()->addWidget(group);
        if (group == m_unit)
            head()->addWidget(m_unitKey);
        if (group == m_span)
            head()->addWidget(m_spanKey);
    }
    auto* second = new QHBoxLayout;
    second->setSpacing(12);
    second->addWidget(m_figures, 1);
    second->addWidget(m_legend);
    m_figures->setMinimumWidth(170); // the legend gives way first
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->hide();
    m_plot->setAccessibleName(tr("Light curve"));
    m_plot->setMinimumHeight(96);
    body()->addLayout(second);
    body()->addWidget(m_plot, 1);
    body()->addWidget(m_nothing, 1);

    m_soon.setSingleShot(true);
    m_soon.setInterval(0); // behind the paint event that is already posted
    m_objectSoon.setSingleShot(true);
    m_objectSoon.setInterval(leafingMs);
    connect(&m_soon, &QTimer::timeout, this, &LightCurvePanel::draw);
    connect(&m_objectSoon, &QTimer::timeout, this, &LightCurvePanel::askObject);
    connect(m_unit, &Segmented::chose, this, &LightCurvePanel::choose);
    connect(m_span, &Segmented::chose, this, &LightCurvePanel::choose);
    connect(m_forced, &Segmented::toggled, this, [this](int which) { choose(which); });
    connect(m_plot, &CurvePlot::alertAsked, this, &LightCurvePanel::alertAsked);
    connect(m_plot, &CurvePlot::copyAsked, this, &LightCurvePanel::copyTable);
    connect(m_plot, &CurvePlot::menuAsked, this, &LightCurvePanel::showMenu);
}

void LightCurvePanel::setProject(Project* project)
{
    m_question.drop();
    m_life.drop();
    m_project = project;
    setCandidate(nullptr);
}

void LightCurvePanel::setCandidate(const ViewPtr& view)
{
    const bool same = view && m_view && view->row == m_view->row;
    m_view = view;
    if (same && (m_drawn || m_soon.isActive())) { // labelled, flagged or scored: the sky is as it was
        if (m_drawn)
            m_drawn = view;
        return;
    }
    m_pointed = 0;
    m_question.drop();
    m_objectSoon.stop();
    m_soon.start();
}

void LightCurvePanel::draw()
{
    m_drawn = m_view;
    m_plot->setPoints(m_view ? pointsOf(*m_view) : CurvePoints());
    const CurvePoints& points = m_plot->points();
    m_nothing->setText(
        m_view && points.empty() ? tr("No light curve: this packet carries no measurement.") : QString());
    m_nothing->setVisible(points.empty());
    m_plot->setVisible(!points.empty());
    m_figureWords = m_view ? figureWords(*m_view, points, false) : QString();
    m_figures->setText(m_figureWords);
    m_figures->setToolTip(m_view ? figureWords(*m_view, points, true) : QString());
    m_forced->setEnabled(Forced, points.forced > 0, tr("This packet carries no forced photometry"));
    if (points.forced > 0)
        m_forced->button(Forced)->setToolTip(tr("Fluxes measured at this place whether or not there was an alert"));
    redraw(true);
    if (m_view && m_project)
        m_objectSoon.start();
}

void LightCurvePanel::drawNow()
{
    if (m_soon.isActive()) {
        m_soon.stop();
        draw();
    }
}

void LightCurvePanel::redraw(bool wholeRange)
{
    showCounts();
    m_legend->set(m_plot->points(), m_plot->isFlux(), m_plot->isForced());
    if (m_plot->points().empty())
        return;
    if (wholeRange)
        m_plot->showWholeRange();
    m_plot->replotAll();
}

void LightCurvePanel::showCounts()
{
    const CurvePoints& points = m_plot->points();
    QStringList words;
    const auto count = [&](int n, const QString& one, const QString& many) {
        if (n > 0)
            words << (n == 1 ? one : many.arg(n));
    };
    count(points.detections, tr("1 detection"), tr("%1 detections"));
    count(points.limits, tr("1 limit"), tr("%1 limits"));
    if (m_plot->isForced())
        count(points.forced, tr("1 forced"), tr("%1 forced"));
    count(points.elsewhere, tr("1 more from the project"), tr("%1 more from the project"));
    if (m_drawn && m_drawn->lightCurve.datedByExposure) // its packet gives the history one date
        words << tr("dated by exposure");
    setAside(words.join(", "));
}

void LightCurvePanel::askObject()
{
    if (!m_project || !m_drawn)
        return;
    const std::stop_token stop = m_question.ask();
    then(m_project->ofObject(m_drawn->row, stop), this, stop,
        [this, view = m_drawn](const Result<std::vector<session::ObjectAlert>>& alerts) {
            // Without them the curve is the packet's alone; its points then lead nowhere, as they say.
            if (!alerts || alerts->size() < 2)
                return;
            const auto named = m_plot->named();
            CurvePoints points = pointsOf(*view, *alerts);
            const bool more = points.elsewhere > 0;
            m_plot->setPoints(std::move(points));
            if (!more) { // the same marks, which now lead somewhere
                m_plot->name(named);
                return;
            }
            redraw(!m_plot->rangeIsByHand()); // what comes late leaves a range that was chosen
            if (m_pointed != 0)
                pointOut(m_pointed);
        });
}

void LightCurvePanel::choose(int which)
{
    switch (which) {
    case Mag:
    case Flux:
        m_unit->choose(which);
        m_plot->setFlux(which == Flux);
        break;
    case Month:
    case All:
        m_span->choose(which);
        m_plot->setAll(which == All);
        break;
    default:
        m_plot->setForced(m_forced->isOn(Forced));
    }
    m_plot->name(std::nullopt);
    redraw(true);
}

QWidget* LightCurvePanel::focusTarget() const { return m_plot; }
const CurvePoints& LightCurvePanel::points() const { return m_plot->points(); }
std::optional<QPointF> LightCurvePanel::placeOf(std::size_t point) const { return m_plot->placeOf(point); }
std::optional<std::size_t> LightCurvePanel::named() const { return m_plot->named(); }

LightCurvePanel::Range LightCurvePanel::days() const
{
    return { m_plot->xAxis->range().lower, m_plot->xAxis->range().upper };
}

LightCurvePanel::Range LightCurvePanel::values() const
{
    return { m_plot->yAxis->range().lower, m_plot->yAxis->range().upper };
}

void LightCurvePanel::toggleFlux() { choose(m_plot->isFlux() ? Mag : Flux); }
void LightCurvePanel::toggleAll() { choose(m_plot->isAll() ? Month : All); }

void LightCurvePanel::toggleForced()
{
    if (m_plot->points().forced == 0) {
        Q_EMIT said(tr("This packet carries no forced photometry."), false);
        return;
    }
    m_forced->setOn(Forced, !m_forced->isOn(Forced));
    choose(Forced);
}

QVariantMap LightCurvePanel::drawn() const
{
    return { { "flux", m_plot->isFlux() }, { "all", m_plot->isAll() }, { "forced", m_forced->isOn(Forced) } };
}

void LightCurvePanel::setDrawn(const QVariantMap& words)
{
    // Whether or not this packet has forced photometry: the next one may.
    m_forced->setOn(Forced, words.value("forced", m_forced->isOn(Forced)).toBool());
    m_plot->setForced(m_forced->isOn(Forced));
    choose(words.value("flux", m_plot->isFlux()).toBool() ? Flux : Mag);
    choose(words.value("all", m_plot->isAll()).toBool() ? All : Month);
}

void LightCurvePanel::pointOut(std::int64_t candid)
{
    m_pointed = candid;
    const auto& points = m_plot->points().points;
    const auto found = std::ranges::find_if(
        points, [candid](const CurvePoint& point) { return point.candid == candid && candid != 0; });
    const auto at = static_cast<std::size_t>(found - points.begin());
    m_plot->name(found != points.end() && m_plot->placeOf(at) ? std::optional(at) : std::nullopt);
}

void LightCurvePanel::copyTable()
{
    if (m_plot->points().empty())
        return;
    QGuiApplication::clipboard()->setText(curveTable(m_plot->points(), m_plot->isForced(), '\t'));
    Q_EMIT said(tr("Copied the light curve as a table"), false);
}

QString LightCurvePanel::pictureTitle() const
{
    if (!m_drawn)
        return {};
    return nameOf(m_drawn->candidate) + QStringLiteral(" · ") + QString::number(m_drawn->candidate.key.id);
}

void LightCurvePanel::save()
{
    if (m_plot->points().empty()) {
        Q_EMIT said(tr("There is no light curve to save."), false);
        return;
    }
    const QString name = nameOf(m_drawn->candidate) + ".csv";
    auto* dialog = new QFileDialog(window(), tr("Save the light curve"), m_folder,
        tr("Table (*.csv);;Picture (*.png);;Drawing (*.svg);;Document (*.pdf)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix("csv");
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        const QString ending = filter.mid(filter.indexOf("*.") + 2, 3);
        dialog->setDefaultSuffix(ending);
        dialog->selectFile(QFileInfo(dialog->selectedFiles().value(0)).completeBaseName() + '.' + ending);
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        m_folder = QFileInfo(file).absolutePath();
        saveTo(file);
    });
    dialog->open();
}

void LightCurvePanel::saveTo(const QString& file)
{
    if (!m_project)
        return;
    const Result<QByteArray> made = curveFile(*m_plot, QFileInfo(file).suffix(), pictureSize, pictureTitle());
    if (!made)
        return Q_EMIT said(QString::fromStdString(made.error().message + " " + made.error().remedy), true);
    then(m_project->services().io->submit([bytes = *made, file](std::stop_token) {
        const auto* data = reinterpret_cast<const std::byte*>(bytes.constData());
        return replaceFile(file.toStdString(), { data, static_cast<std::size_t>(bytes.size()) });
    }),
        this, m_life.token(), [this, file](const Result<void>& written) {
            if (written)
                Q_EMIT said(tr("Saved %1").arg(file), false);
            else
                Q_EMIT said(QString::fromStdString(written.error().message + " " + written.error().remedy), true);
        });
}

void LightCurvePanel::showMenu(QPoint global)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Whole range"), this, [this] { redraw(true); });
    menu->addSeparator();
    menu->addAction(tr("Copy as a table"), this, &LightCurvePanel::copyTable);
    menu->addAction(tr("Save as table or picture…"), this, &LightCurvePanel::save);
    menu->popup(global);
}

void LightCurvePanel::resizeEvent(QResizeEvent* event)
{
    TitledPanel::resizeEvent(event);
    for (KeyCap* key : { m_unitKey, m_spanKey })
        key->setVisible(width() >= roomForKeys);
}

} // namespace vetrina::ui
