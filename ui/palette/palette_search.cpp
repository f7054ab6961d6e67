#include "ui/palette/palette_search.h"

#include "core/data/filter.h"
#include "ui/commands/commands.h"
#include "ui/palette/fuzzy.h"
#include "ui/widgets/candidate_name.h"

#include <QAction>
#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

namespace vetrina::ui {

namespace {

constexpr std::size_t mostObjects = 8, mostFields = 8, mostCommands = 40;
constexpr int lateMs = 40;
constexpr double nearArcsec = 60, coneArcsec = 30;

QString typeWord(data::Column::Type type)
{
    switch (type) {
    case data::Column::Type::Bool:
        return PaletteSearch::tr("yes or no");
    case data::Column::Type::Text:
        return PaletteSearch::tr("text");
    case data::Column::Type::Int64:
        return PaletteSearch::tr("whole number");
    default:
        return PaletteSearch::tr("number");
    }
}

/// "g 19.19" of an alert.
QString brightness(const data::Candidate& candidate)
{
    return QStringLiteral("%1 %2").arg(QChar(candidate.band)).arg(static_cast<double>(candidate.magnitude), 0, 'f', 2);
}

QString whenText(double jd)
{
    const QDateTime then = QDateTime::fromMSecsSinceEpoch(static_cast<qint64>((jd - 2440587.5) * 86400e3));
    return then.date() == QDate::currentDate() ? then.toString("HH:mm") : then.toString("yyyy-MM-dd");
}

void sortByScore(std::vector<PaletteItem>& items, std::size_t most)
{
    std::ranges::stable_sort(items, std::ranges::greater(), &PaletteItem::score);
    if (items.size() > most)
        items.resize(most);
}

/// A condition, not a word that happens to be a column: it compares, or asks something of a column.
bool looksLikeFilter(const QString& typed)
{
    static const QRegularExpression signs(
        R"([<>=]|\b(is|in|like|between|and|or|not|cone|filter)\b)", QRegularExpression::CaseInsensitiveOption);
    return signs.match(typed).hasMatch();
}

} // namespace

PaletteSearch::PaletteSearch(const Commands& commands, QObject* parent)
    : QObject(parent)
    , m_commands(commands)
{
    m_late.setSingleShot(true);
    m_late.setInterval(lateMs);
    connect(&m_late, &QTimer::timeout, this, [this] { compose(nullptr); });
}

void PaletteSearch::setProject(Project* project)
{
    m_question.drop();
    m_life.drop();
    m_project = project;
    m_words = {};
    askWords();
}

void PaletteSearch::askWords()
{
    if (!m_project || !m_project->services().filters)
        return;
    auto words =
        m_project->services().io->submit([filters = m_project->services().filters](std::stop_token) -> Result<Words> {
            const auto vocabulary = filters->words();
            if (!vocabulary)
                return tl::unexpected(vocabulary.error());
            Words words;
            for (const auto& field : (*vocabulary)->vocabulary.fields)
                words.fields.emplace_back(QString::fromStdString(field.name),
                    field.about.empty() ? typeWord(field.type) : QString::fromStdString(field.about));
            const auto named = filters->list();
            if (!named)
                return tl::unexpected(named.error());
            for (const auto& filter : *named)
                words.filters.push_back({ QString::fromStdString(filter.name), QString::fromStdString(filter.about),
                    QString::fromStdString(filter.text), QString::fromStdString(filter.problem) });
            return words;
        });
    then(std::move(words), this, m_life.token(), [this](Result<Words> words) {
        if (words)
            m_words = std::move(*words);
    });
}

PaletteSearch::Answer PaletteSearch::look(const session::Finder& finder, const std::string& typed, std::stop_token stop)
{
    Answer answer;
    if (typed.empty()) {
        answer.labelled = finder.labelledLast(5).value_or(std::vector<session::Finder::Labelled>());
        return answer;
    }
    if (const auto place = sky::parsePosition(typed)) {
        answer.place = *place;
        answer.near = finder.near(*place, nearArcsec, 3, stop).value_or(std::vector<session::Finder::Near>());
    }
    const bool isNumber = std::ranges::all_of(typed, [](char c) { return c >= '0' && c <= '9'; });
    if (typed.size() >= 2 && typed.find_first_of(" <>='\"") == std::string::npos)
        answer.objects = finder.objects(typed, mostObjects).value_or(std::vector<session::Finder::Object>());
    if (isNumber)
        answer.alerts = finder.alerts(typed, mostObjects).value_or(std::vector<session::CandidateRow>());
    if (looksLikeFilter(QString::fromStdString(typed)))
        if (const auto passes = finder.count(typed, stop))
            answer.passes = *passes;
    return answer;
}

void PaletteSearch::refresh() { askWords(); }

void PaletteSearch::ask(const QString& typed)
{
    m_clock.start();
    m_typed = typed.trimmed();
    const std::stop_token stop = m_question.ask();
    if (!m_project || !m_project->services().finder) {
        const Answer none;
        compose(&none);
        return;
    }
    m_late.start(); // lines that come and go within a blink would only flicker
    auto answer = m_project->services().io->submit(
        [finder = m_project->services().finder, words = m_typed.toStdString()](
            std::stop_token stop) -> Result<Answer> { return look(*finder, words, stop); },
        stop);
    then(std::move(answer), this, stop, [this](Result<Answer> found) {
        const Answer none;
        compose(found ? &*found : &none);
    });
}

void PaletteSearch::settle()
{
    if (m_late.isActive())
        compose(nullptr);
}

std::vector<PaletteItem> PaletteSearch::commandItems() const
{
    std::vector<PaletteItem> items;
    const QStringList typed = m_typed.split(' ', Qt::SkipEmptyParts);
    for (const Command& command : m_commands.all()) {
        const QString title = command.ofScheme ? tr("Label: %1").arg(command.title) : command.title;
        const auto match = fuzzyMatch(m_typed, title);
        // What was typed may be of its menu or its hint too, but then as it stands there.
        const QString around = menuTitle(command.menu) + ' ' + title + ' ' + command.hint;
        const bool said = !m_typed.isEmpty() && std::ranges::all_of(typed, [&](const QString& word) {
            return around.contains(word, Qt::CaseInsensitive);
        });
        const qsizetype recent = m_recent.indexOf(command.id);
        if ((!match && !said) || (m_typed.isEmpty() && recent < 0))
            continue;
        PaletteItem item;
        item.kind = PaletteItem::Kind::Command;
        item.title = title;
        item.letters = match ? match->letters : QList<int>();
        item.where = menuTitle(command.menu);
        item.aside = command.ofScheme ? tr("and on to the next") : command.hint;
        item.why = m_commands.why(command);
        item.id = command.id;
        item.score = m_typed.isEmpty() ? -static_cast<int>(recent) : match ? match->score + 10 : 1;
        if (const QKeySequence key = command.action->shortcut(); !key.isEmpty())
            item.keys = keyText(key).split(' ');
        items.push_back(std::move(item));
    }
    sortByScore(items, mostCommands);
    return items;
}

std::vector<PaletteItem> PaletteSearch::filterItems(const Answer* answer) const
{
    std::vector<PaletteItem> items;
    const auto add = [&](const QString& title, const QString& aside, const QString& text, int score) -> PaletteItem& {
        PaletteItem item;
        item.kind = PaletteItem::Kind::Filter;
        item.where = tr("Filter");
        item.title = title;
        item.aside = aside;
        item.text = text;
        item.score = score;
        items.push_back(std::move(item));
        return items.back();
    };
    if (answer && answer->passes)
        add(m_typed, tr("lets %L1 of the candidates through").arg(*answer->passes), m_typed, certain);
    if (!m_typed.isEmpty())
        for (const Words::Filter& filter : m_words.filters)
            if (const auto match = fuzzyMatch(m_typed, filter.name)) {
                PaletteItem& item = add(filter.name, filter.about, filter.text, match->score);
                item.letters = match->letters;
                item.why = filter.problem;
            }
    sortByScore(items, mostObjects);
    return items;
}

std::vector<PaletteItem> PaletteSearch::fieldItems() const
{
    std::vector<PaletteItem> items;
    if (m_typed.isEmpty())
        return items;
    for (const auto& [name, type] : m_words.fields)
        if (const auto match = fuzzyMatch(m_typed, name)) {
            PaletteItem item;
            item.kind = PaletteItem::Kind::Field;
            item.where = tr("Field");
            item.title = name;
            item.letters = match->letters;
            item.aside = type;
            item.text = name;
            // The whole name, then its beginning: "ra" is not first of all "drb_random".
            item.score = match->score + (name.compare(m_typed, Qt::CaseInsensitive) == 0 ? 100 : 0)
                - static_cast<int>(name.size());
            items.push_back(std::move(item));
        }
    sortByScore(items, mostFields);
    return items;
}

PaletteItem PaletteSearch::candidateItem(const session::CandidateRow& candidate, const QString& aside) const
{
    PaletteItem item;
    item.kind = PaletteItem::Kind::Candidate;
    item.title = nameOf(candidate.candidate);
    item.aside = brightness(candidate.candidate) + aside;
    item.row = candidate.row;
    if (!candidate.label.empty())
        item.tag = m_project->classes().labelTag(candidate.label);
    else if (!candidate.scoreClass.empty())
        item.tag = m_project->classes().scoreTag(candidate.scoreClass, candidate.score);
    return item;
}

std::vector<PaletteItem> PaletteSearch::placeItems(const Answer& answer) const
{
    std::vector<PaletteItem> items;
    if (!answer.place)
        return items;
    for (const session::Finder::Near& near : answer.near)
        items.push_back(candidateItem(near.candidate, tr(" · %1″ from there").arg(near.arcsec, 0, 'f', 1)));
    if (answer.near.empty()) {
        PaletteItem none;
        none.title = tr("No candidate within %1″ of %2")
                         .arg(nearArcsec, 0, 'f', 0)
                         .arg(QString::fromStdString(sky::sexagesimal(*answer.place, 1)));
        items.push_back(std::move(none));
    }
    PaletteItem cone;
    cone.kind = PaletteItem::Kind::Filter;
    cone.where = tr("Filter");
    cone.text = QStringLiteral("cone(%1, %2, %3)")
                    .arg(answer.place->raDeg, 0, 'f', 6)
                    .arg(answer.place->decDeg, 0, 'f', 6)
                    .arg(coneArcsec, 0, 'f', 0);
    cone.title = cone.text;
    cone.aside = tr("only what lies within %1″").arg(coneArcsec, 0, 'f', 0);
    items.push_back(std::move(cone));
    return items;
}

std::vector<PaletteItem> PaletteSearch::objectItems(const Answer& answer) const
{
    std::vector<PaletteItem> items;
    for (const session::Finder::Object& object : answer.objects) {
        items.push_back(
            candidateItem(object.last, object.alerts == 1 ? tr(" · 1 alert") : tr(" · %L1 alerts").arg(object.alerts)));
        if (const auto match = fuzzyMatch(m_typed, items.back().title))
            items.back().letters = match->letters;
    }
    for (const session::CandidateRow& alert : answer.alerts)
        items.push_back(candidateItem(alert, QStringLiteral(" · %1").arg(alert.candidate.key.id)));
    for (const session::Finder::Labelled& labelled : answer.labelled)
        items.push_back(candidateItem(labelled.candidate, tr(" · labelled by you, %1").arg(whenText(labelled.jd))));
    return items;
}

void PaletteSearch::compose(const Answer* answer)
{
    m_late.stop();
    struct Section {
        QString head;
        std::vector<PaletteItem> items;
        int best;
    };
    const Answer none;
    const Answer& known = answer ? *answer : none;
    std::vector<Section> sections;
    const auto add = [&](const QString& head, std::vector<PaletteItem> items, int best) {
        if (!items.empty())
            sections.push_back({ head, std::move(items), best });
    };
    const auto score = [](const std::vector<PaletteItem>& items) {
        return items.empty() ? 0 : std::ranges::max(items, {}, &PaletteItem::score).score;
    };
    std::vector<PaletteItem> commands = commandItems(), filters = filterItems(answer), fields = fieldItems(),
                             places = placeItems(known), objects = objectItems(known);
    QStringList counts;
    const auto count = [&counts](std::size_t number, const QString& one, const QString& many) {
        if (number > 0)
            counts << (number == 1 ? one : many.arg(number));
    };
    count(commands.size(), tr("1 command"), tr("%1 commands"));
    count(filters.size(), tr("1 filter"), tr("%1 filters"));
    count(fields.size(), tr("1 field"), tr("%1 fields"));
    count(objects.size(), tr("1 object"), tr("%1 objects"));
    const int ofCommands = score(commands), ofFilters = score(filters), ofFields = score(fields);
    const bool named = !known.objects.empty() || !known.alerts.empty();
    add(tr("There"), std::move(places), 2 * certain);
    add(m_typed.isEmpty() ? tr("Commands you used last") : tr("Commands"), std::move(commands), ofCommands);
    add(tr("Filters"), std::move(filters), ofFilters);
    add(tr("Survey fields"), std::move(fields), ofFields - 1);
    add(m_typed.isEmpty() ? tr("Objects you labelled last") : tr("Objects"), std::move(objects),
        m_typed.isEmpty() ? -certain
            : named       ? certain - 1
                          : 0);
    std::ranges::stable_sort(sections, std::ranges::greater(), &Section::best);

    Found found;
    for (Section& section : sections) {
        PaletteItem head;
        head.kind = PaletteItem::Kind::Head;
        head.title = section.head;
        found.items.push_back(std::move(head));
        std::ranges::move(section.items, std::back_inserter(found.items));
    }
    found.counts = counts.join(QStringLiteral(", "));
    found.milliseconds = static_cast<double>(m_clock.nsecsElapsed()) / 1e6;
    found.whole = answer != nullptr;
    Q_EMIT this->found(found);
}

} // namespace vetrina::ui
