#include "ui/similar/similar_panel.h"

#include "ui/similar/similar_strip.h"
#include "ui/widgets/candidate_name.h"
#include "ui/widgets/key_cap.h"
#include "ui/widgets/text.h"

#include <QKeyEvent>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace vetrina::ui {

namespace {

constexpr int passedByMs = 40, sampleMs = 100, patienceMs = 300;
constexpr std::size_t wanted = 15; ///< three rows of five

QString number(std::uint64_t count) { return QLocale().toString(static_cast<qulonglong>(count)); }

/// "braai_d6_m9:1" -> "braai_d6_m9".
QString modelName(const std::string& model) { return QString::fromStdString(model).section(':', 0, 0); }

/// What somebody called it, else what the model does where it is more likely than not, else how likely that is.
Tag tagOf(const session::CandidateRow& row, const ClassStyles& classes)
{
    if (!row.label.empty())
        return classes.labelTag(row.label);
    if (row.scoreClass.empty())
        return { QStringLiteral("–"), Token::NoClass, Tag::Kind::Dashed };
    const ClassStyle style = classes.of(row.scoreClass);
    if (row.score >= 0.5F)
        return { style.code, style.colour, Tag::Kind::Outlined };
    return { QString::number(static_cast<double>(row.score), 'f', 2), style.colour, Tag::Kind::Outlined };
}

} // namespace

SimilarPanel::SimilarPanel(QWidget* parent)
    : QFrame(parent)
    , m_panel(new TitledPanel(tr("Looks like"), TitledPanel::Kind::Section))
    , m_strip(new SimilarStrip)
    , m_words(label({}, "second"))
    , m_make(new QPushButton)
{
    setAccessibleName(tr("Looks like"));
    m_panel->head()->addWidget(new KeyCap("R"));
    m_words->setWordWrap(true);
    m_make->setFocusPolicy(Qt::TabFocus);
    m_make->installEventFilter(this);
    m_panel->body()->addWidget(m_strip);
    m_panel->body()->addWidget(m_words);
    m_panel->body()->addWidget(m_make);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_panel);
    m_soon.setSingleShot(true);
    m_soon.setInterval(passedByMs);
    m_sample.setInterval(sampleMs);
    m_late.setSingleShot(true);
    m_late.setInterval(patienceMs);
    connect(&m_late, &QTimer::timeout, this, [this] {
        if (m_view && !m_working && m_strip->tiles().empty())
            showWords(tr("Reading all vectors for the first time…"), {});
    });
    connect(&m_soon, &QTimer::timeout, this, &SimilarPanel::ask);
    connect(&m_sample, &QTimer::timeout, this, &SimilarPanel::showProgress);
    connect(m_strip, &SimilarStrip::chosen, this, &SimilarPanel::rowAsked);
    connect(m_strip, &SimilarStrip::left, this, &SimilarPanel::keysLeft);
    connect(m_make, &QPushButton::clicked, this, [this] {
        if (m_working)
            m_work.drop();
        else
            embed();
    });
    hide();
}

SimilarPanel::~SimilarPanel() = default;

void SimilarPanel::setProject(Project* project)
{
    if (m_project)
        disconnect(m_project, nullptr, this, nullptr);
    m_life.drop();
    m_question.drop();
    m_work.drop();
    m_soon.stop();
    m_sample.stop();
    m_late.stop();
    m_project = project;
    m_view = nullptr;
    m_first = true;
    m_working = m_taking = false;
    m_strip->set({});
    setVisible(project && project->services().embeddings);
    showWords({}, {});
    if (project) // what would make the vectors is another model then
        connect(project, &Project::promoted, this, &SimilarPanel::askWhereNothingIs);
}

void SimilarPanel::askWhereNothingIs()
{
    if (m_view && m_strip->tiles().empty())
        m_soon.start();
}

/// Vectors may have been made elsewhere meanwhile.
void SimilarPanel::showEvent(QShowEvent* event)
{
    QFrame::showEvent(event);
    askWhereNothingIs();
}

void SimilarPanel::setCandidate(const ViewPtr& view)
{
    if (m_view && view && view->row == m_view->row) {
        m_view = view;
        return;
    }
    m_view = view;
    m_question.drop();
    m_soon.stop();
    if (!m_project)
        return;
    if (!view) { // a filter lets nothing through: what stands here would be another's
        m_panel->setAside({});
        m_panel->setToolTip({});
        m_strip->set({});
        if (!m_working)
            showWords({}, {});
    } else if (!isHidden()) {
        m_soon.start();
    }
}

void SimilarPanel::ask()
{
    if (!m_project || !m_view || m_working || m_taking)
        return;
    const data::Row row = m_view->row;
    if (!m_first) {
        const std::stop_token stop = m_question.ask();
        return then(m_project->lookAlikes(row, wanted, false, stop), this, stop,
            [this](const Result<LookAlikes>& found) { take(found); });
    }
    // The first question takes all vectors in: it goes on though the candidate is left, and its answer may be late.
    m_taking = true;
    m_late.start();
    whenDone(m_project->lookAlikes(row, wanted, true, m_life.token()), this, m_life.token(),
        [this, row](const Result<LookAlikes>& found) {
            m_taking = false;
            m_late.stop();
            m_first = !found || found->report.among == 0;
            if (m_view && m_view->row == row)
                take(found);
            else if (m_view)
                ask();
        });
}

void SimilarPanel::take(const Result<LookAlikes>& found)
{
    if (m_working || !m_view)
        return;
    if (!found) {
        m_panel->setAside({});
        return showWords(QString::fromStdString(
                             found.error().message + (found.error().remedy.empty() ? "" : ". " + found.error().remedy)),
            {});
    }
    if (found->report.neighbours.empty())
        return sayNothing(*found);
    fillStrip(*found);
}

void SimilarPanel::fillStrip(const LookAlikes& found)
{
    const auto& report = found.report;
    std::vector<SimilarTile> tiles;
    for (std::size_t i = 0; i < std::min(report.neighbours.size(), found.rows.size()); ++i) {
        const session::CandidateRow& row = found.rows[i];
        SimilarTile tile;
        tile.row = row.row;
        tile.name = nameOf(row.candidate);
        tile.tag = tagOf(row, m_project->classes());
        tile.distance = report.neighbours[i].distance;
        QStringList lines{ tile.name };
        if (std::isfinite(row.candidate.magnitude))
            lines.front() += QString(" · %1 %2")
                                 .arg(QChar(row.candidate.band))
                                 .arg(static_cast<double>(row.candidate.magnitude), 0, 'f', 2);
        if (!row.label.empty())
            lines << tr("Label: %1").arg(m_project->classes().labelWords(row.label));
        if (!row.scoreClass.empty())
            lines << tr("Model: %1 %2")
                         .arg(m_project->classes().of(row.scoreClass).title)
                         .arg(static_cast<double>(row.score), 0, 'f', 3);
        lines << tr("Distance %1: 0 looks the same, 1 has nothing in common")
                     .arg(static_cast<double>(tile.distance), 0, 'f', 5);
        tile.tip = lines.join('\n');
        tiles.push_back(std::move(tile));
    }
    m_strip->set(std::move(tiles));
    showWords({}, {});
    m_panel->setAside(tr("nearest of %1").arg(number(report.among)));
    m_panel->setToolTip(
        tr("Nearest of other objects, by the angle between what %1 sees: of %2 candidates that have a vector, found by "
           "an index over %3 values of each that takes %4 of memory. R: more of them.")
            .arg(modelName(report.model), number(report.among))
            .arg(report.indexDimensions)
            .arg(QLocale().formattedDataSize(static_cast<qint64>(report.indexBytes))));
    const std::stop_token stop = m_question.ask();
    for (const SimilarTile& tile : m_strip->tiles())
        then(m_project->thumbnail(tile.row, SimilarStrip::imageSide, stop), this, stop,
            [this, row = tile.row](const Result<QImage>& image) { m_strip->setImage(row, image ? *image : QImage()); });
}

void SimilarPanel::sayNothing(const LookAlikes& found)
{
    const auto& report = found.report;
    m_panel->setAside({});
    m_panel->setToolTip({});
    m_strip->set({});
    if (report.known && report.among > 0)
        return showWords(tr("No other object has a vector yet."), {});
    for (const data::Stamp& stamp : m_view->triplet.stamps)
        if (!stamp.problem.empty())
            return showWords(tr("It has no vector: %1").arg(QString::fromStdString(stamp.problem)), {});
    const std::size_t more = found.candidates - std::min(found.candidates, report.among);
    const auto offer = [this, more, some = report.among > 0] {
        if (m_model.empty())
            return showWords(tr("No vectors yet, and no model of the library makes them. Import a model: vetrina "
                                "models import."),
                {});
        showWords(some ? tr("This one has no vector yet.") : tr("No vectors yet."),
            some ? tr("Embed %1 more with %2").arg(number(more), modelName(m_model))
                 : tr("Embed %1 with %2").arg(number(more), modelName(m_model)));
    };
    if (report.among > 0) {
        m_model = report.model;
        return offer();
    }
    const std::stop_token stop = m_question.ask();
    then(m_project->embedders(stop), this, stop, [this, offer](const Result<std::vector<std::string>>& models) {
        m_model = models && !models->empty() ? models->front() : std::string();
        offer();
    });
}

void SimilarPanel::embed()
{
    if (!m_project || m_model.empty() || m_working)
        return;
    m_working = true;
    m_question.drop();
    m_progress = std::make_shared<Progress>();
    m_since.start();
    m_sample.start();
    session::EmbedRequest request;
    request.model = m_model;
    const std::stop_token stop = m_work.ask();
    showProgress();
    // Its end is wanted when it was stopped too; not once the project is gone.
    whenDone(m_project->embed(request, m_progress, stop), this, m_life.token(),
        [this](const Result<session::EmbedReport>& report) { embedded(report); });
}

void SimilarPanel::embedded(const Result<session::EmbedReport>& report)
{
    m_working = false;
    m_first = true;
    m_sample.stop();
    if (!report && report.error().code != Error::Code::Cancelled) {
        const Error& error = report.error();
        Q_EMIT said(QString::fromStdString(error.message + (error.remedy.empty() ? "" : ": " + error.remedy)), true);
    } else if (report) {
        QString words = tr("%1 candidates have a vector of %2 now, %3 of them new, in %4 s.")
                            .arg(number(report->embedded), modelName(report->model), number(report->added))
                            .arg(report->seconds, 0, 'g', 2);
        if (report->failed > 0)
            words += ' '
                + tr("%1 failed: %2")
                      .arg(number(report->failed),
                          report->failures.empty() ? QString() : QString::fromStdString(report->failures.front()));
        Q_EMIT said(words, false);
    }
    if (!m_view)
        showWords({}, {});
    ask();
}

void SimilarPanel::showProgress()
{
    const std::uint64_t total = m_progress->total, done = m_progress->done;
    const double seconds = static_cast<double>(m_since.elapsed()) / 1000;
    QString words = tr("Embedding with %1…").arg(modelName(m_model));
    if (total > 0) {
        words = tr("Embedding %1 of %2").arg(number(done), number(total));
        if (done > 0 && seconds > 0.5) {
            const double rate = static_cast<double>(done) / seconds;
            words += tr(", %1 a second, %2 s left")
                         .arg(std::lround(rate))
                         .arg(std::lround(static_cast<double>(total - std::min(done, total)) / rate));
        }
    }
    showWords(words, tr("Stop"));
}

void SimilarPanel::showWords(const QString& words, const QString& button)
{
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
    const bool stamps = words.isEmpty() && !m_strip->tiles().empty();
    m_strip->setVisible(stamps);
    const bool hadKeys = m_make->hasFocus();
    if (hadKeys && button.isEmpty() && stamps) // hidden, the button would hand them to whatever comes next
        m_strip->setFocus();
    else if (hadKeys && button.isEmpty())
        Q_EMIT keysLeft();
    m_make->setText(button);
    m_make->setVisible(!button.isEmpty());
    const bool mayWrite = m_project && !m_project->readOnly();
    m_make->setEnabled(mayWrite);
    m_make->setToolTip(mayWrite ? QString() : tr("This project is open for reading only"));
}

bool SimilarPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_make && (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress)) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter) { // as in the strip in its place
            event->accept();
            if (event->type() == QEvent::ShortcutOverride)
                return true;
            if (key == Qt::Key_Escape)
                Q_EMIT keysLeft();
            else
                m_make->click();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

QString SimilarPanel::words() const { return m_words->isVisibleTo(this) ? m_words->text() : QString(); }

void SimilarPanel::unfold(bool unfolded)
{
    m_unfolded = unfolded;
    m_strip->setRows(unfolded ? rowsUnfolded : 1);
}

void SimilarPanel::takeKeys()
{
    if (m_strip->isVisibleTo(this))
        m_strip->setFocus(Qt::ShortcutFocusReason);
    else if (m_make->isVisibleTo(this))
        m_make->setFocus(Qt::ShortcutFocusReason);
}

} // namespace vetrina::ui
