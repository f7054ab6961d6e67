#include "tests/ui/demo_services.h"

#include "tests/ui/demo_finder.h"

#include "core/sky/quadrant_fit.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <cstring>
#include <random>
#include <thread>

namespace demo {

namespace {

constexpr int side = 63;

/// Two stars and a source that brightens, in noise; always the same for a row.
data::Triplet gaussians(data::Row row)
{
    std::mt19937 random(static_cast<unsigned>(row) + 1);
    std::normal_distribution<float> noise(0, 4);
    std::uniform_real_distribution<float> place(6, 56);
    const float starX = place(random), starY = place(random), flux = 60 + static_cast<float>(row % 7) * 40;
    data::Triplet triplet;
    for (const data::Panel panel : data::panels) {
        image::Plane plane{ side, side, std::vector<float>(side * side) };
        for (int r = 0; r < side; ++r)
            for (int c = 0; c < side; ++c) {
                const auto blob = [&](float x, float y, float peak, float sigma) {
                    const float d2 = (static_cast<float>(c) - x) * (static_cast<float>(c) - x)
                        + (static_cast<float>(r) - y) * (static_cast<float>(r) - y);
                    return peak * std::exp(-d2 / (2 * sigma * sigma));
                };
                float value = noise(random);
                if (panel != data::Panel::Difference)
                    value += 120 + blob(starX, starY, 300, 1.6f) + blob(28, 27, 90, 4);
                if (panel != data::Panel::Template)
                    value += blob(31, 31, flux, 1.5f);
                plane.pixels[static_cast<std::size_t>(r * side + c)] = value;
            }
        triplet[panel].plane = std::move(plane);
    }
    if (row % 13 == 5) {
        triplet[data::Panel::Template].plane = {};
        triplet[data::Panel::Template].problem = "cutoutTemplate.stampData: gzip ends after 1,204 of 7,310 bytes";
    }
    if (row % 13 == 7) // a bitten corner
        for (int r = 0; r < 20; ++r)
            for (int c = 40; c < side; ++c)
                triplet[data::Panel::Science].plane.pixels[static_cast<std::size_t>(r * side + c)] = std::nanf("");
    return triplet;
}

/// A source that rises from the limit within two weeks, seen in g and r each second night.
sky::LightCurve risingTo(const data::Candidate& alert)
{
    std::mt19937 random(static_cast<unsigned>(alert.key.id));
    std::normal_distribution<double> noise(0, 1);
    sky::LightCurve curve;
    for (int day = -30; day <= 0; day += 2)
        for (const char band : { alert.band, alert.band == 'r' ? 'g' : 'r' }) {
            sky::Epoch epoch;
            epoch.jd = alert.jd + day - (band == alert.band ? 0 : 0.03);
            epoch.band = band;
            epoch.limit = static_cast<float>(20.4 + 0.3 * noise(random));
            if (day < -12 || (day % 4 != 0 && band != alert.band)) {
                epoch.kind = sky::Epoch::Kind::UpperLimit;
            } else {
                const double faintness = alert.magnitude + 0.11 * -day;
                epoch.magnitudeError = static_cast<float>(0.05 + 0.01 * -day);
                epoch.magnitude = static_cast<float>(faintness + epoch.magnitudeError * noise(random) * 0.6);
                epoch.alertId = alert.key.id - 1000000 + 10 * day - band;
            }
            if (day == 0 && band == alert.band) {
                epoch.alertId = alert.key.id;
                epoch.magnitude = alert.magnitude;
            }
            curve.epochs.push_back(epoch);
        }
    std::ranges::stable_sort(curve.epochs, {}, &sky::Epoch::jd);
    return curve;
}

data::FieldValue fieldOf(const QJsonValue& value)
{
    if (value.isNull())
        return std::monostate();
    if (value.isBool())
        return value.toBool();
    if (value.isString())
        return value.toString().toStdString();
    const double number = value.toDouble();
    if (number == std::floor(number) && std::abs(number) < 1e15)
        return static_cast<std::int64_t>(number);
    return number;
}

} // namespace

Candidates::Candidates(std::size_t count)
    : m_count(count)
{
    const QString folder = qEnvironmentVariable("VETRINA_UI_DEMO");
    QFile json(folder + "/demo.json"), raw(folder + "/demo.raw");
    if (folder.isEmpty() || !json.open(QIODevice::ReadOnly) || !raw.open(QIODevice::ReadOnly))
        return;
    const QByteArray pixels = raw.readAll();
    for (const QJsonValue value : QJsonDocument::fromJson(json.readAll()).array()) {
        const QJsonObject object = value.toObject(), fields = object["fields"].toObject();
        data::Candidate c;
        c.key.id = object["candid"].toString().toLongLong();
        c.object = object["objectId"].toString().toStdString();
        c.jd = fields["jd"].toDouble();
        c.raDeg = fields["ra"].toDouble();
        c.decDeg = fields["dec"].toDouble();
        c.band = "?gri"[fields["fid"].toInt() & 3];
        c.magnitude = static_cast<float>(fields["magpsf"].toDouble());
        m_realCandidates.push_back(c);
        data::Fields list;
        for (auto it = fields.begin(); it != fields.end(); ++it)
            list.emplace_back(it.key().toStdString(), fieldOf(it.value()));
        m_realFields.push_back(std::move(list));
        data::Triplet triplet;
        for (int i = 0; i < 3; ++i) {
            const QJsonArray at = object["stamps"].toArray()[i].toArray();
            image::Plane plane{ at[1].toInt(), at[2].toInt(), {} };
            plane.pixels.resize(plane.view().size());
            std::memcpy(plane.pixels.data(), pixels.constData() + at[0].toInt(), plane.pixels.size() * 4);
            triplet.stamps[static_cast<std::size_t>(i)].plane = std::move(plane);
        }
        m_realStamps.push_back(std::move(triplet));
    }
    m_count = std::min(m_count, m_realStamps.size());
}

Result<std::shared_ptr<const data::Table>> Candidates::table() const
{
    return fail(Error::Code::Unsupported, "no table");
}

data::Triplet Candidates::stampsOf(data::Row row) const
{
    return real() ? m_realStamps[static_cast<std::size_t>(row)] : gaussians(row);
}

Result<data::Triplet> Candidates::triplet(data::Row row) const { return stampsOf(row); }

session::CandidateRow Candidates::rowOf(data::Row row) const
{
    session::CandidateRow out;
    out.row = row;
    if (real()) {
        out.candidate = m_realCandidates[static_cast<std::size_t>(row)];
    } else {
        out.candidate.key.id = 2481334963515010000 + row;
        out.candidate.object = "ZTF23ab" + std::to_string(10000 + row / alertsPerObject);
        out.candidate.jd =
            2460235.834 + static_cast<double>(row) * 1e-4 + static_cast<double>(row % alertsPerObject) * 0.33;
        out.candidate.raDeg = 19.684 + static_cast<double>(row % 100) * 0.01;
        out.candidate.decDeg = -23.529;
        out.candidate.band = "gri"[row % 3];
        out.candidate.magnitude = 17.5f + static_cast<float>(row % 30) * 0.1f;
    }
    const char* classes[] = { "supernova", "supernova", "agn", "variable star", "supernova", "bogus", "asteroid" };
    out.scoreClass = classes[row % 7];
    out.score = 0.95f - 0.01f * static_cast<float>(row % 50);
    const std::lock_guard lock(mutex);
    if (const auto it = labels.find(row); it != labels.end())
        out.label = it->second;
    if (const auto it = flags.find(row); it != flags.end())
        out.flagged = it->second;
    if (const auto it = skips.find(row); it != skips.end())
        out.skipped = it->second;
    return out;
}

Result<std::vector<session::CandidateRow>> Candidates::rows(const std::vector<data::Row>& rows) const
{
    std::vector<session::CandidateRow> out;
    for (const data::Row row : rows)
        out.push_back(rowOf(row));
    const_cast<Candidates*>(this)->rowsAsked += static_cast<int>(rows.size());
    return out;
}

Result<session::CandidateView> Candidates::view(data::Row row, std::stop_token stop) const
{
    ++const_cast<Candidates*>(this)->viewsAsked;
    for (int waited = 0; waited < delayMs && !stop.stop_requested(); ++waited)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    if (stop.stop_requested())
        return cancelled();
    const session::CandidateRow brief = rowOf(row);
    session::CandidateView view;
    view.row = row;
    view.candidate = brief.candidate;
    view.label = brief.label;
    view.flagged = brief.flagged;
    std::function<sky::LightCurve(const data::Candidate&)> curve;
    {
        const std::lock_guard lock(mutex);
        if (const auto it = notes.find(row); it != notes.end())
            view.note = it->second;
        curve = m_curve;
    }
    view.triplet = stampsOf(row);
    if (real()) {
        view.fields = m_realFields[static_cast<std::size_t>(row)];
    } else {
        view.fields = { { "magpsf", 18.317 }, { "sigmapsf", 0.071 }, { "diffmaglim", 20.371 }, { "fwhm", 2.92 },
            { "drb", 0.9998 }, { "rb", 0.893 }, { "ndethist", std::int64_t(11) }, { "ncovhist", std::int64_t(1015) },
            { "isdiffpos", std::string("t") }, { "ssnamenr", std::monostate() } };
        for (int i = 0; i < 90; ++i)
            view.fields.emplace_back("field" + std::to_string(i), 0.5 * i);
    }
    view.lightCurve = curve ? curve(view.candidate) : risingTo(view.candidate);
    const sky::PixelPosition middle{ (side - 1) / 2.0, (side - 1) / 2.0 };
    const auto wcs = sky::Wcs::tangent(middle, { view.candidate.raDeg, view.candidate.decDeg },
        { -1.0126 / 3600, 0.0181 / 3600, -0.0181 / 3600, -1.0128 / 3600 });
    for (auto& astrometry : view.astrometry)
        if (wcs)
            astrometry = session::Astrometry{ *wcs, { middle.column + 0.3, middle.row - 0.2 }, "mean matrix" };
    const float p = brief.score;
    view.opinions.push_back({ "convnext_pico:v7", { "bogus", "supernova", "agn", "variable star", "asteroid" },
        { 0.1f * (1 - p), 0.5f * (1 - p), 0.25f * (1 - p), 0.1f * (1 - p), 0.05f * (1 - p) } });
    for (std::size_t i = 0; i < 5; ++i)
        if (view.opinions[0].classes[i] == brief.scoreClass)
            view.opinions[0].probabilities[i] += p;
    view.opinions.push_back({ "braai_d6_m7:1", { "real" }, { 0.981f } });
    view.history = { { view.candidate.jd + 0.3, "convnext_pico v7", brief.scoreClass, p, 0 },
        { view.candidate.jd + 0.2, "mk", "flagged", {}, 0 },
        { view.candidate.jd + 0.1, "mk", "variable star", {}, 0.9 } };
    return view;
}

Result<data::Row> Candidates::find(std::int64_t candid) const
{
    for (data::Row row = 0; row < static_cast<data::Row>(m_count); ++row)
        if (rowOf(row).candidate.key.id == candid)
            return row;
    return fail(Error::Code::NotFound, "no candidate " + std::to_string(candid));
}

Result<std::vector<session::ObjectAlert>> Candidates::ofObject(data::Row row) const
{
    const data::Row first = row / alertsPerObject * alertsPerObject;
    std::vector<session::ObjectAlert> alerts;
    for (data::Row at = std::min<data::Row>(first + alertsPerObject, static_cast<data::Row>(m_count)); at-- > first;) {
        const data::Candidate c = rowOf(at).candidate;
        alerts.push_back({ at, c.key.id, c.jd, c.band, c.positive, c.magnitude, 0.1f });
    }
    return alerts;
}

Result<std::vector<data::Row>> Queue::rows(const session::QueueRequest& request, std::stop_token) const
{
    ++const_cast<Queue*>(this)->asked;
    if (const auto at = request.filter.find('?'); at != std::string::npos)
        return fail(
            Error::Code::Malformed, "column " + std::to_string(at + 1) + ": a name or a number must stand here", "");
    std::vector<data::Row> order(request.filter == "false" ? 0 : m_candidates.count());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = static_cast<data::Row>(reversed ? order.size() - 1 - i : i);
    return order;
}

Result<session::QueueOrder> Queue::order(const session::QueueRequest& request, std::stop_token stop) const
{
    for (int waited = 0; waited < delayMs && !stop.stop_requested(); ++waited)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    auto rows = this->rows(request, stop);
    if (!rows)
        return tl::unexpected(rows.error());
    session::QueueOrder order;
    order.rows = std::move(*rows);
    if (const std::string begin = "object = '"; request.filter.starts_with(begin)) {
        const std::string name = request.filter.substr(begin.size(), request.filter.size() - begin.size() - 1);
        std::erase_if(
            order.rows, [&](data::Row row) { return m_candidates.rows({ row })->front().candidate.object != name; });
    }
    if (request.byObject)
        for (const data::Row row : order.rows)
            order.alerts.push_back(static_cast<std::uint32_t>(row % 5 + 1));
    if (request.order == session::QueueRequest::Order::Time && order.rows.size() >= 3) {
        const std::size_t third = order.rows.size() / 3;
        order.sections = { { "2023-10-18", 0, third }, { "2023-10-17", third, third },
            { "2023-10-16", 2 * third, order.rows.size() - 2 * third } };
    }
    return order;
}

World::World(std::size_t count, const std::string& scheme)
    : candidates(count)
    , labels(candidates, shippedScheme(scheme))
    , finder(std::make_unique<Finder>(candidates, labels))
{
}

World::~World()
{
    trainer.abandon();
    background.abandon();
    io.abandon();
    labelling.shutdown();
}

std::unique_ptr<ui::Project> World::project(const QString& name, const std::filesystem::path& path)
{
    ui::Project::Services services;
    services.candidates = &candidates;
    services.queue = &queue;
    services.filters = &filters;
    services.labels = &labels;
    services.scores = &scores;
    services.finder = finder.get();
    services.anomaly = anomaly;
    services.embeddings = embeddings;
    services.models = &models;
    services.training = &training;
    services.trainer = &trainer;
    services.ingesting = anomaly ? &io : nullptr;
    services.io = &io;
    services.background = &background;
    services.labelling = &labelling;
    return std::make_unique<ui::Project>(services, name, path, ui::stylesOf(labels.scheme()));
}

} // namespace demo
