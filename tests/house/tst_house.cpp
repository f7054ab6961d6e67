#include "tests/house/sources.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace {

/// The floors of core, from the ground up. A folder includes only what stands on a lower one.
const std::map<std::string, int> floors{ { "base", 0 }, { "image", 1 }, { "sky", 1 }, { "metrics", 1 },
    { "neighbours", 1 }, { "data", 2 }, { "formats", 3 }, { "prepare", 3 }, { "survey", 4 }, { "store", 4 },
    { "nets", 5 }, { "simulate", 5 }, { "learn", 6 }, { "infer", 6 }, { "explain", 7 }, { "embed", 7 },
    { "anomaly", 7 }, { "active", 7 }, { "evaluate", 7 }, { "challenge", 8 }, { "stream", 8 }, { "interop", 8 },
    { "session", 9 } };

const std::set<std::string> torchFolders{ "prepare", "nets", "learn", "infer", "explain", "embed", "anomaly" };
const std::set<std::string> seenByUi{ "session", "data", "image", "sky", "base" };

/// The folder of core that an include names, or empty: "core/image/plane.h" -> "image".
std::string coreFolderOf(const std::string& include)
{
    if (!include.starts_with("core/"))
        return {};
    return include.substr(5, include.find('/', 5) - 5);
}

} // namespace

/// The rules of the house (CONTRIBUTING.md), read off the includes.
class TestHouse : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyFolderOfCoreHasAFloor();
    void includesOfCoreOnlyGoDown();
    void coreIncludesNoQt();
    void theWindowSeesOnlyItsFolders();
    void theAppSeesOnlySessionAndUi();
    void torchStaysInItsFolders();
    void noHeaderOfSessionOrUiReachesTorch();
    void plotsStandOnlyInTheirFolders();
    void sqlStandsOnlyInStore();
    void threadsAreMadeOnlyInBase();
    void filesStaySmall();

private:
    void report(const std::vector<std::string>& broken)
    {
        std::string text;
        for (const auto& line : broken)
            text += "\n  " + line;
        QVERIFY2(broken.empty(), text.c_str());
    }

    std::vector<Source> m_sources;
};

void TestHouse::initTestCase()
{
    m_sources = readTree();
    QVERIFY(m_sources.size() > 10); // an empty tree keeps every rule
}

void TestHouse::everyFolderOfCoreHasAFloor()
{
    std::vector<std::string> broken;
    for (const auto& source : m_sources)
        if (source.top() == "core" && !floors.contains(source.folder()))
            broken.push_back(source.path);
    report(broken);
}

void TestHouse::includesOfCoreOnlyGoDown()
{
    std::vector<std::string> broken;
    for (const auto& source : m_sources) {
        if (source.top() != "core")
            continue;
        for (const auto& include : source.includes) {
            const auto target = coreFolderOf(include);
            const bool up = include.starts_with("ui/") || include.starts_with("app/");
            if (up || (!target.empty() && target != source.folder() && floors.at(target) >= floors.at(source.folder())))
                broken.push_back(source.path + " includes " + include);
        }
    }
    report(broken);
}

void TestHouse::coreIncludesNoQt()
{
    std::vector<std::string> broken;
    for (const auto& source : m_sources)
        for (const auto& include : source.includes)
            if (source.top() == "core" && (include.starts_with("Q") || include.starts_with("Qt")))
                broken.push_back(source.path + " includes " + include);
    report(broken);
}

void TestHouse::theWindowSeesOnlyItsFolders()
{
    std::vector<std::string> broken;
    for (const auto& source : m_sources)
        for (const auto& include : source.includes)
            if (const auto target = coreFolderOf(include); source.top() == "ui"
                && ((!target.empty() && !seenByUi.contains(target)) || include.starts_with("app/")))
                broken.push_back(source.path + " includes " + include);
    report(broken);
}

void TestHouse::theAppSeesOnlySessionAndUi()
{
    std::vector<std::string> broken;
    for (const auto& source : m_sources)
        for (const auto& include : source.includes)
            if (const auto target = coreFolderOf(include);
                source.top() == "app" && !target.empty() && !seenByUi.contains(target))
                broken.push_back(source.path + " includes " + include);
    report(broken);
}

void TestHouse::torchStaysInItsFolders()
{
    std::vector<std::string> broken;
    for (const auto& source : m_sources)
        if (source.usesTorch() && !(source.top() == "core" && torchFolders.contains(source.folder())))
            broken.push_back(source.path);
    report(broken);
}

void TestHouse::noHeaderOfSessionOrUiReachesTorch()
{
    std::map<std::string, const Source*> byPath;
    for (const auto& source : m_sources)
        byPath[source.path] = &source;
    std::set<std::string> seen;
    std::vector<std::pair<std::string, std::string>> open; // file, from where
    for (const auto& source : m_sources)
        if (source.top() == "ui" || source.top() == "app" || source.path.starts_with("core/session/"))
            open.emplace_back(source.path, source.path);
    std::vector<std::string> broken;
    while (!open.empty()) {
        const auto [path, from] = open.back();
        open.pop_back();
        const auto it = byPath.find(path);
        if (it == byPath.end() || !seen.insert(path).second)
            continue;
        if (it->second->usesTorch())
            broken.push_back(path + ", reached from " + from);
        for (const auto& include : it->second->includes)
            open.emplace_back(include, from);
    }
    report(broken);
}

void TestHouse::plotsStandOnlyInTheirFolders()
{
    std::vector<std::string> broken;
    for (const auto& source : m_sources)
        for (const auto& include : source.includes)
            if (include == "qcustomplot.h" && !source.path.starts_with("ui/lightcurve/")
                && !source.path.starts_with("ui/plots/"))
                broken.push_back(source.path);
    report(broken);
}

void TestHouse::sqlStandsOnlyInStore()
{
    static const std::regex sql(
        R"(\b(SELECT\s+[\w*(]|INSERT\s+(OR\s+\w+\s+)?INTO|CREATE\s+TABLE|PRAGMA\s+\w|DELETE\s+FROM)|sqlite3\.h|libpq)");
    std::vector<std::string> broken;
    for (const auto& source : m_sources)
        if (!source.path.starts_with("core/store/") && std::regex_search(withoutComments(source.text), sql))
            broken.push_back(source.path);
    report(broken);
}

void TestHouse::threadsAreMadeOnlyInBase()
{
    static const std::regex threads(
        R"(std::j?thread\s+\w|std::j?thread\s*[({]|std::async\b|pthread_create|QtConcurrent|new QThread|QThread::create)");
    std::vector<std::string> broken;
    for (const auto& source : m_sources) {
        if (source.path.starts_with("core/base/"))
            continue;
        // One that is declared empty, to hold what startThread() gives, is no new thread.
        const auto text = std::regex_replace(withoutComments(source.text), std::regex(R"(std::jthread \w+;)"), "");
        if (std::regex_search(text, threads))
            broken.push_back(source.path);
    }
    report(broken);
}

void TestHouse::filesStaySmall()
{
    std::vector<std::string> broken;
    for (const auto& source : m_sources)
        if (const auto lines = std::ranges::count(source.text, '\n'); lines > 400)
            broken.push_back(source.path + ": " + std::to_string(lines) + " lines: look for the second subject in it");
    report(broken);
}

QTEST_APPLESS_MAIN(TestHouse)
#include "tst_house.moc"
