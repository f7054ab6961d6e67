#include "ui/anomaly/anomaly_panel.h"

#include "ui/project/project.h"
#include "ui/widgets/number_bars.h"
#include "ui/widgets/text.h"

#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace vetrina::ui {

namespace {

using Strangeness = session::Anomaly::Strangeness;
using StrangeField = session::Anomaly::StrangeField;

constexpr std::size_t fieldsShown = 4;

QString columnOf(const std::string& scorer) { return QStringLiteral("anomaly.") + QString::fromStdString(scorer); }

QString wordsOf(const session::Anomaly::Report& report)
{
    const auto number = [](auto value) { return QLocale().toString(static_cast<qulonglong>(value)); };
    const QString seconds = QString::number(report.seconds, 'g', 2);
    QString words = report.fields.empty()
        ? AnomalyPanel::tr("%1 candidates measured by their vectors in %2 s: the strangest first.")
              .arg(number(report.scored), seconds)
        : AnomalyPanel::tr("%1 candidates measured over %2 fields in %3 s: the strangest first.")
              .arg(number(report.scored), number(report.fields.size()), seconds);
    if (report.skipped > 0)
        words += ' '
            + (report.fields.empty() ? AnomalyPanel::tr("%1 have no vector.") : AnomalyPanel::tr("%1 have no field."))
                  .arg(number(report.skipped));
    return words;
}

} // namespace

AnomalyPanel::AnomalyPanel(QWidget* parent)
    : QFrame(parent)
    , m_panel(new TitledPanel(tr("Anomaly"), TitledPanel::Kind::Section))
    , m_scorers(new NumberBars)
    , m_fields(new NumberBars)
{
    setAccessibleName(tr("Anomaly"));
    m_panel->setAside(tr("percentile of the night"));
    m_scorers->setAccessibleName(tr("How unusual it is, by each scorer"));
    m_fields->setAccessibleName(tr("The fields that make it unusual"));
    m_panel->body()->addWidget(m_scorers);
    m_panel->body()->addWidget(m_fields);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_panel);
    hide();
}

void AnomalyPanel::setProject(Project* project)
{
    m_life.drop();
    m_question.drop();
    m_project = project;
    m_row = -1;
    m_finding = false;
    show({});
    setColumns({}, {});
    if (m_project)
        askScorers();
}

void AnomalyPanel::askScorers()
{
    then(m_project->anomalyScorers(), this, m_life.token(),
        [this](const Result<std::vector<session::Anomaly::Scorer>>& scorers) {
            QStringList columns;
            if (scorers)
                for (const session::Anomaly::Scorer& one : *scorers)
                    columns << columnOf(one.name);
            const bool anew = m_column.isEmpty();
            setColumns(columns, columns.contains(m_column) ? m_column : columns.value(0));
            if (anew)
                setCandidate(m_row);
        });
}

void AnomalyPanel::setColumns(const QStringList& all, const QString& first)
{
    if (all == m_columns && first == m_column)
        return;
    m_columns = all;
    m_column = first;
    Q_EMIT columnsChanged();
}

void AnomalyPanel::setCandidate(data::Row row)
{
    m_row = row;
    const std::stop_token stop = m_question.ask();
    if (!m_project || row < 0 || m_column.isEmpty())
        return show({});
    then(m_project->strangeness(row, stop), this, stop, [this](Result<std::vector<Strangeness>> what) {
        show(what ? std::move(*what) : std::vector<Strangeness>()); // who can't be measured is not strange
    });
}

void AnomalyPanel::show(std::vector<Strangeness> what)
{
    std::erase_if(what, [](const Strangeness& one) { return !one.percentile; });
    std::ranges::stable_sort(what, std::greater<>(), [](const Strangeness& one) { return *one.percentile; });
    m_shown = std::move(what);
    setVisible(!m_shown.empty());
    if (m_shown.empty())
        return;
    std::vector<NumberBars::Bar> scorers, fields;
    for (const Strangeness& one : m_shown)
        scorers.push_back({ QString::fromStdString(one.scorer),
            QString::number(static_cast<double>(*one.percentile), 'f', 1), *one.percentile / 100, Token::Warn,
            tr("<qt>%1: no stranger than this are <b>%2 %</b> of the night. Its own value: %3</qt>")
                .arg(QString::fromStdString(one.scorer).toHtmlEscaped())
                .arg(static_cast<double>(*one.percentile), 0, 'f', 2)
                .arg(static_cast<double>(one.value), 0, 'g', 4) });
    // A scorer of vectors has no fields to show: those of the next that has.
    const auto withFields = std::ranges::find_if(m_shown, [](const Strangeness& one) { return !one.fields.empty(); });
    const Strangeness& first = withFields == m_shown.end() ? m_shown.front() : *withFields;
    const float most = first.fields.empty() ? 0 : first.fields.front().contribution;
    for (const StrangeField& field : first.fields) {
        if (fields.size() == fieldsShown || !(field.contribution > 0))
            break;
        fields.push_back({ QString::fromStdString(field.name),
            std::isnan(field.value) ? QStringLiteral("–") : QString::number(field.value, 'g', 4),
            field.contribution / most, Token::NoClass,
            tr("<qt><b>%1</b>: the median of the project is %2; this lies %3 quartile distances from it. Shown is how "
               "much of the strangeness would go with the median in its place, by %4.</qt>")
                .arg(QString::fromStdString(field.name).toHtmlEscaped())
                .arg(field.median, 0, 'g', 4)
                .arg(field.spreads, 0, 'f', 1)
                .arg(QString::fromStdString(first.scorer).toHtmlEscaped()) });
    }
    m_explaining = fields.empty() ? std::string() : first.scorer;
    m_scorers->set(std::move(scorers));
    m_fields->setVisible(!fields.empty());
    m_fields->set(std::move(fields));
}

void AnomalyPanel::find(const session::Anomaly::Request& request)
{
    if (!m_project || m_finding)
        return;
    m_finding = true;
    Q_EMIT said(tr("Learning what is usual…"), false);
    then(m_project->findAnomalies(request, m_life.token()), this, m_life.token(),
        [this](Result<session::Anomaly::Report> report) {
            m_finding = false;
            if (!report) {
                if (report.error().code != Error::Code::Cancelled)
                    Q_EMIT said(QString::fromStdString(report.error().message + ": " + report.error().remedy), true);
                return;
            }
            const QString column = columnOf(report->scorer);
            QStringList columns = m_columns;
            if (!columns.contains(column))
                columns << column;
            setColumns(columns, column);
            Q_EMIT said(wordsOf(*report), false);
            setCandidate(m_row);
            Q_EMIT strangestAsked();
        });
}

} // namespace vetrina::ui
