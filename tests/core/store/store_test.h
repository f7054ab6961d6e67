#pragma once

#include "core/store/catalogue_writer.h"
#include "core/store/labels.h"
#include "core/store/project.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <random>

/// Shows the words of the error of a Result that must hold a value.
#define VERIFY_RESULT(result) QVERIFY2((result).has_value(), (result) ? "" : (result).error().message.c_str())

/// In memory where there is such a place: for tests that make hundreds of projects, none of which needs to last.
inline QString quickFolder()
{
    return (std::filesystem::exists("/dev/shm") ? QString("/dev/shm") : QDir::tempPath()) + "/vetrina-XXXXXX";
}

/// A new project in a folder that goes with it.
struct TemporaryProject {
    explicit TemporaryProject(const QString& place = QDir::tempPath() + "/vetrina-XXXXXX")
        : dir(place)
        , project(vetrina::store::Project::create(folder() / "night.vetrina").value())
    {
    }
    [[nodiscard]] std::filesystem::path folder() const { return dir.path().toStdString(); }

    QTemporaryDir dir;
    vetrina::store::Project project;
};

/// A record of random bytes and what the catalogue is told of it; the same for the same number.
struct SyntheticCandidate {
    explicit SyntheticCandidate(std::int64_t number, std::size_t bytes = 3000)
        : record(bytes)
    {
        std::mt19937_64 random(static_cast<std::uint64_t>(number) + 1);
        for (std::size_t i = 0; i < bytes; ++i)
            record[i] = static_cast<std::byte>(random() & 255);
        candidate.key = { vetrina::data::Survey::Ztf, 1'000'000'000'000 + number * 37 };
        candidate.object = "ZTF18" + std::to_string(number % 1000);
        candidate.jd = 2459000.5 + static_cast<double>(number) / 1000;
        candidate.raDeg = static_cast<double>(number % 360);
        candidate.decDeg = static_cast<double>(number % 90);
        candidate.band = number % 2 == 0 ? 'g' : 'r';
        candidate.positive = number % 3 != 0;
        candidate.magnitude = 18.5F;
        candidate.magnitudeError = 0.1F;
        candidate.surveyScore = 0.75F;
    }
    [[nodiscard]] vetrina::store::NewCandidate asNew(std::int64_t schema) const
    {
        return { candidate, record, { record.size() / 10, record.size() / 10 }, schema };
    }

    vetrina::data::Candidate candidate;
    vetrina::Bytes record;
};

/// Adds candidates first..last-1 in one batch.
inline vetrina::Result<vetrina::store::BatchResult> addSynthetic(
    vetrina::store::CatalogueWriter& writer, std::int64_t first, std::int64_t last, std::size_t bytes = 3000)
{
    const auto schema = writer.schema(R"({"type":"record"})");
    if (!schema)
        return tl::unexpected(schema.error());
    std::vector<SyntheticCandidate> candidates;
    for (auto i = first; i < last; ++i)
        candidates.emplace_back(i, bytes);
    std::vector<vetrina::store::NewCandidate> batch;
    for (const auto& candidate : candidates)
        batch.push_back(candidate.asNew(*schema));
    return writer.add(batch);
}

/// A label event of that user on candidate `number`.
inline vetrina::store::LabelEvent labelOf(
    std::int64_t number, const std::string& label, const std::string& user = "ada")
{
    vetrina::store::LabelEvent event;
    event.candidate = { vetrina::data::Survey::Ztf, number };
    event.object = "ZTF18abc";
    event.user = user;
    event.scheme = "real-bogus";
    event.schemeVersion = 1;
    event.label = label;
    return event;
}
