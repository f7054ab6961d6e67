#include "core/data/memory_table.h"
#include "core/session/queue_service.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <set>

using namespace vetrina;
using namespace vetrina::session;
using Order = QueueRequest::Order;

namespace {

/// Candidates that are a table and nothing else: some thousand alerts of some hundred objects in four nights of two
/// surveys, whose nights overlap in time, in no order; some without an object, a magnitude or a night.
class Night : public Candidates {
public:
    struct Alert {
        std::string object, night, label;
        double jd = 0;
        float mag = 0, score = 0;
        bool seen = false;
    };

    explicit Night(std::size_t count)
        : alerts(count)
    {
        std::mt19937 random(7);
        for (Alert& alert : alerts) {
            alert.object = random() % 50 == 0 ? "" : "ZTF" + std::to_string(random() % 700);
            alert.jd = 2460000 + static_cast<double>(random() % 4'000'000) / 1e6;
            const bool south = random() % 2 == 0;
            const int night = static_cast<int>(alert.jd - 2460000 + (south ? 0.4 : 0));
            alert.night = random() % 100 == 0 ? "" : "2023-10-1" + std::to_string(night);
            alert.mag = random() % 20 == 0 ? std::nanf("") : 15 + static_cast<float>(random() % 500) / 100;
            alert.score = static_cast<float>(random() % 1000) / 1000;
            alert.label = random() % 3 == 0 ? "bogus" : "";
            alert.seen = random() % 2 == 0;
        }
        grow(count);
    }

    /// The table of the first so many.
    void grow(std::size_t count)
    {
        using Type = data::Column::Type;
        data::ColumnBuilder object(Type::Text), night(Type::Text), label(Type::Text), jd(Type::Float64),
            mag(Type::Float32), score(Type::Float32), seen(Type::Bool);
        for (std::size_t i = 0; i < count; ++i) {
            const Alert& alert = alerts[i];
            const auto text = [](data::ColumnBuilder& builder, const std::string& value) {
                value.empty() ? builder.appendNull() : builder.append(std::string_view(value));
            };
            text(object, alert.object);
            text(night, alert.night);
            text(label, alert.label);
            jd.append(alert.jd);
            std::isnan(alert.mag) ? mag.appendNull() : mag.append(alert.mag);
            score.append(alert.score);
            seen.append(alert.seen);
        }
        auto table = std::make_shared<data::MemoryTable>(count);
        table->add("object", object.finish());
        table->add("night", night.finish());
        table->add("label", label.finish());
        table->add("jd", jd.finish());
        table->add("mag", mag.finish());
        table->add("score.net:1.real", score.finish());
        table->add("uncertainty.net:1", table->column("score.net:1.real").value());
        table->add("seen", seen.finish());
        m_table = std::move(table);
    }

    std::size_t count() const override { return m_table->rows(); }
    Result<std::shared_ptr<const data::Table>> table() const override { return m_table; }
    Result<CandidateView> view(data::Row, std::stop_token) const override { return nothing(); }
    Result<data::Triplet> triplet(data::Row) const override { return nothing(); }
    Result<std::vector<CandidateRow>> rows(const std::vector<data::Row>&) const override { return nothing(); }
    Result<data::Row> find(std::int64_t) const override { return nothing(); }
    Result<std::vector<ObjectAlert>> ofObject(data::Row) const override { return nothing(); }

    std::vector<Alert> alerts;

private:
    static tl::unexpected<Error> nothing() { return fail(Error::Code::NotFound, "a table alone"); }
    std::shared_ptr<const data::Table> m_table;
};

} // namespace

class TestQueue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyOrderIsWhatASortOfItsOwnGives_data();
    void everyOrderIsWhatASortOfItsOwnGives();
    void aSeedAlwaysGivesTheSameOrder();
    void anObjectStandsOnceByItsNewestAlertThatPasses();
    void anObjectsAlertsAreCountedAllAlsoThoseThatCameLater();
    void nightsStandTogetherAndInOrder();
    void theProgressOfANightIsCounted();
    void aFieldThatThereIsNotIsSaid();
    void oldAndNewTablesMayBeAskedAtOnce();

private:
    Night m_night{ 5000 };
    QueueService m_queue{ { m_night, [] { return std::pair<std::string, std::string>("net:1", "real"); } } };
    QueueOrder order(const QueueRequest& request) { return m_queue.order(request, {}).value(); }
};

void TestQueue::everyOrderIsWhatASortOfItsOwnGives_data()
{
    QTest::addColumn<int>("order");
    QTest::addColumn<bool>("reversed");
    for (const Order order : { Order::Arrival, Order::Score, Order::Uncertain, Order::Magnitude, Order::Unseen })
        for (const bool reversed : { false, true })
            QTest::addRow("%d%s", static_cast<int>(order), reversed ? " turned about" : "")
                << static_cast<int>(order) << reversed;
    QTest::newRow("field") << static_cast<int>(Order::Field) << false;
    QTest::newRow("field turned about") << static_cast<int>(Order::Field) << true;
}

void TestQueue::everyOrderIsWhatASortOfItsOwnGives()
{
    QFETCH(int, order);
    QFETCH(bool, reversed);
    QueueRequest request;
    request.order = static_cast<Order>(order);
    request.reversed = reversed;
    request.field = "mag";
    std::vector<data::Row> wanted(m_night.count());
    std::iota(wanted.begin(), wanted.end(), 0);
    const auto& alerts = m_night.alerts;
    // What is smaller stands in front; what has no value is last either way.
    std::ranges::stable_sort(wanted, [&](data::Row a, data::Row b) {
        const auto key = [&](data::Row row) -> double {
            const auto& alert = alerts[static_cast<std::size_t>(row)];
            switch (request.order) {
            case Order::Arrival:
                return reversed ? -static_cast<double>(row) : static_cast<double>(row);
            case Order::Score:
            case Order::Uncertain:
                return reversed ? alert.score : -alert.score;
            case Order::Magnitude:
            case Order::Field:
                return std::isnan(alert.mag) ? 1e9 : reversed ? -alert.mag : alert.mag;
            default:
                return alert.seen;
            }
        };
        return key(a) < key(b);
    });
    QVERIFY(this->order(request).rows == wanted);
    QVERIFY(m_queue.rows(request, {}).value() == wanted);
}

void TestQueue::aSeedAlwaysGivesTheSameOrder()
{
    QueueRequest request;
    request.order = Order::Random;
    request.seed = 17;
    const auto first = order(request).rows;
    QVERIFY(order(request).rows == first);
    // The same by MT19937-64 as Nishimura and Matsumoto (2004) define it, and a shuffle from the end, in Python.
    QCOMPARE(std::vector(first.begin(), first.begin() + 5), (std::vector<data::Row>{ 4279, 1309, 809, 2657, 4549 }));
    auto sorted = first;
    std::ranges::sort(sorted);
    for (std::size_t i = 0; i < sorted.size(); ++i)
        QCOMPARE(sorted[i], static_cast<data::Row>(i));
    request.seed = 18;
    QVERIFY(order(request).rows != first);
}

void TestQueue::anObjectStandsOnceByItsNewestAlertThatPasses()
{
    for (const char* filter : { "", "mag < 17", "label is none and mag > 16" }) {
        QueueRequest request;
        request.filter = filter;
        request.order = Order::Score;
        const auto all = order(request).rows;
        request.byObject = true;
        const QueueOrder objects = order(request);
        std::map<std::string, data::Row> newest;
        std::size_t nameless = 0;
        for (const data::Row row : all) {
            const auto& alert = m_night.alerts[static_cast<std::size_t>(row)];
            if (alert.object.empty()) {
                ++nameless;
                continue;
            }
            const auto [at, added] = newest.emplace(alert.object, row);
            const double jd = m_night.alerts[static_cast<std::size_t>(at->second)].jd;
            if (!added && (alert.jd > jd || (alert.jd == jd && row > at->second)))
                at->second = row;
        }
        QCOMPARE(objects.rows.size(), newest.size() + nameless);
        QCOMPARE(objects.behind, all.size() - objects.rows.size());
        std::vector<data::Row> wanted; // in the order of all
        for (const data::Row row : all) {
            const auto& object = m_night.alerts[static_cast<std::size_t>(row)].object;
            if (object.empty() || newest.at(object) == row)
                wanted.push_back(row);
        }
        QVERIFY2(objects.rows == wanted, filter);
    }
}

void TestQueue::anObjectsAlertsAreCountedAllAlsoThoseThatCameLater()
{
    Night night(5000);
    const QueueService queue({ night, [] { return std::pair<std::string, std::string>(); } });
    QueueRequest request;
    request.byObject = true;
    request.filter = "mag < 17";
    for (const std::size_t rows : { 1000, 1001, 4000, 5000 }) { // packets arrive
        night.grow(rows);
        std::map<std::string, std::uint32_t> alerts;
        for (std::size_t i = 0; i < rows; ++i)
            ++alerts[night.alerts[i].object];
        const QueueOrder objects = queue.order(request, {}).value();
        QCOMPARE(objects.alerts.size(), objects.rows.size());
        QVERIFY(!objects.rows.empty());
        for (std::size_t i = 0; i < objects.rows.size(); ++i) {
            const auto& object = night.alerts[static_cast<std::size_t>(objects.rows[i])].object;
            QCOMPARE(objects.alerts[i], object.empty() ? 1u : alerts.at(object));
        }
    }
}

void TestQueue::nightsStandTogetherAndInOrder()
{
    for (const bool reversed : { false, true }) {
        QueueRequest request;
        request.order = Order::Time;
        request.reversed = reversed;
        const QueueOrder order = this->order(request);
        QCOMPARE(order.rows.size(), m_night.count());
        std::set<std::string> met;
        std::size_t next = 0;
        for (std::size_t s = 0; s < order.sections.size(); ++s) {
            const auto& section = order.sections[s];
            QCOMPARE(section.first, next);
            next += section.size;
            QVERIFY(met.insert(section.night).second); // a night stands in one place
            if (s > 0 && !section.night.empty())
                QVERIFY(reversed ? order.sections[s - 1].night < section.night
                                 : order.sections[s - 1].night > section.night);
            for (std::size_t i = section.first; i < next; ++i) {
                const auto& alert = m_night.alerts[static_cast<std::size_t>(order.rows[i])];
                QCOMPARE(alert.night, section.night);
                if (i > section.first) {
                    const double before = m_night.alerts[static_cast<std::size_t>(order.rows[i - 1])].jd;
                    QVERIFY(reversed ? before <= alert.jd : before >= alert.jd);
                }
            }
        }
        QCOMPARE(next, m_night.count());
        QCOMPARE(met.size(), 6u); // five, and the unknown one
        QVERIFY(order.sections.back().night.empty());
    }
}

void TestQueue::theProgressOfANightIsCounted()
{
    std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> wanted;
    for (const auto& alert : m_night.alerts) {
        ++wanted[alert.night].first;
        wanted[alert.night].second += !alert.label.empty();
    }
    const auto nights = m_queue.nights({}).value();
    QCOMPARE(nights.size(), wanted.size());
    auto next = wanted.begin();
    for (const NightProgress& night : nights) {
        QCOMPARE(night.night, next->first);
        QCOMPARE(night.alerts, next->second.first);
        QCOMPARE(night.labelled, next->second.second);
        ++next;
    }
}

void TestQueue::aFieldThatThereIsNotIsSaid()
{
    QueueRequest request;
    request.order = Order::Field;
    request.field = "magg";
    const auto refused = m_queue.order(request, {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, Error::Code::NotFound);
    QVERIFY2(refused.error().remedy.find("mag") != std::string::npos, refused.error().remedy.c_str());
}

void TestQueue::oldAndNewTablesMayBeAskedAtOnce()
{
    Night night(3000);
    const QueueService queue({ night, [] { return std::pair<std::string, std::string>(); } });
    QueueRequest request;
    request.byObject = true;
    request.order = Order::Time;
    night.grow(3000);
    const auto large = queue.order(request, {}).value();
    night.grow(500); // a table that was taken before the packets came
    const auto small = queue.order(request, {}).value();
    QVERIFY(small.rows.size() < large.rows.size());
    QCOMPARE(*std::ranges::max_element(small.rows) < 500, true);
    night.grow(3000);
    QVERIFY(queue.order(request, {}).value().rows == large.rows);
}

QTEST_GUILESS_MAIN(TestQueue)
#include "tst_queue.moc"
