// Orders and groups a queue of a million alerts, beside a plain std::unordered_map over the same names.
//
//   bench_queue [ROWS]

#include "core/data/memory_table.h"
#include "core/session/queue_service.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <random>
#include <unordered_map>

using namespace vetrina;
using Order = session::QueueRequest::Order;

namespace {

/// The median of nine, in ms.
double timed(const std::function<void()>& work, int times = 9)
{
    std::vector<double> ms;
    for (int i = 0; i < times; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        work();
        ms.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    std::ranges::sort(ms);
    return ms[ms.size() / 2];
}

/// Candidates that are a table and nothing else.
class TableOnly : public session::Candidates {
public:
    explicit TableOnly(std::shared_ptr<const data::Table> table)
        : m_table(std::move(table))
    {
    }
    std::size_t count() const override { return m_table->rows(); }
    Result<std::shared_ptr<const data::Table>> table() const override { return m_table; }
    Result<session::CandidateView> view(data::Row, std::stop_token) const override { return nothing(); }
    Result<data::Triplet> triplet(data::Row) const override { return nothing(); }
    Result<std::vector<session::CandidateRow>> rows(const std::vector<data::Row>&) const override { return nothing(); }
    Result<data::Row> find(std::int64_t) const override { return nothing(); }
    Result<std::vector<session::ObjectAlert>> ofObject(data::Row) const override { return nothing(); }

private:
    static tl::unexpected<Error> nothing() { return fail(Error::Code::NotFound, "a table alone"); }
    std::shared_ptr<const data::Table> m_table;
};

} // namespace

int main(int argc, char** argv)
{
    const std::size_t rows = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
    std::mt19937_64 random(1);
    std::vector<std::string> object(rows), night(rows);
    std::vector<double> jd(rows);
    std::vector<float> mag(rows), score(rows);
    for (std::size_t i = 0; i < rows; ++i) {
        object[i] = "ZTF18abc" + std::to_string(random() % (rows / 3));
        jd[i] = 2460000 + static_cast<double>(i) * 30 / static_cast<double>(rows);
        night[i] = "2023-10-" + std::to_string(10 + static_cast<int>(jd[i] - 2460000));
        mag[i] = 15 + static_cast<float>(random() % 6000) / 1000;
        score[i] = static_cast<float>(random() % 100'000) / 100'000;
    }
    auto table = std::make_shared<data::MemoryTable>(rows);
    table->add("object", object);
    table->add("night", night);
    table->add("jd", jd);
    table->add("mag", mag);
    table->add("score.net:1.real", score);
    const TableOnly candidates(table);
    const auto service = [&] {
        return std::make_unique<session::QueueService>(session::QueueService::Needs{
            candidates, [] { return std::pair<std::string, std::string>("net:1", "real"); } });
    };

    std::printf("%zu alerts of %zu objects\n", rows, rows / 3);
    const double plain = timed(
        [&] {
            std::unordered_map<std::string, std::size_t> newest;
            for (std::size_t i = 0; i < rows; ++i) {
                auto& at = newest.emplace(object[i], i).first->second;
                if (jd[i] > jd[at])
                    at = i;
            }
        },
        3);
    std::printf("%-48s %8.1f ms\n", "newest of each object, std::unordered_map", plain);
    session::QueueRequest request;
    request.byObject = true;
    request.order = Order::Arrival;
    double ms = timed([&] { (void)service()->order(request, {}); }, 3);
    std::printf("%-48s %8.1f ms %6.1fx\n", "by object, the first time", ms, plain / ms);
    const auto kept = service();
    (void)kept->order(request, {});
    ms = timed([&] { (void)kept->order(request, {}); });
    std::printf("%-48s %8.1f ms %6.1fx\n", "by object, again", ms, plain / ms);
    for (const auto& [name, order, byObject] :
        { std::tuple("by object, by score", Order::Score, true), { "by score", Order::Score, false },
            { "by time, in nights", Order::Time, false }, { "at random by a seed", Order::Random, false } }) {
        request.order = order;
        request.byObject = byObject;
        (void)kept->order(request, {});
        std::printf("%-48s %8.1f ms\n", name, timed([&] { (void)kept->order(request, {}); }));
    }
    return 0;
}
