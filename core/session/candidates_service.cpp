#include "core/session/candidates_service.h"

#include "core/data/verdicts.h"

#include "core/nets/library.h"
#include "core/session/astrometry.h"
#include "core/session/badges.h"
#include "core/session/label_history.h"
#include "core/store/catalogue_writer.h"
#include "core/store/score_columns.h"

#include <algorithm>
#include <tuple>

namespace vetrina::session {

Result<std::unique_ptr<CandidatesService>> CandidatesService::open(const store::Project& project,
    const store::Catalogue& catalogue, const store::ScoreStore& scores, const LabelsService& labels)
{
    std::unique_ptr<CandidatesService> service(new CandidatesService(project, catalogue, scores, labels));
    auto table = store::ProjectTable::open(project, service->tableView());
    if (!table)
        return tl::unexpected(table.error());
    service->m_table = std::move(*table);
    auto ofEngine = store::Catalogue::open(project);
    if (!ofEngine)
        return tl::unexpected(ofEngine.error());
    service->m_ofEngine = std::move(*ofEngine);
    if (!service->m_table->isComplete() && project.mode == store::Mode::ReadWrite)
        if (const auto completed = service->completeColumns(); !completed)
            return tl::unexpected(completed.error());
    return service;
}

/// After the derived files were deleted, or the power went. Where another process is adding candidates it does this.
Result<void> CandidatesService::completeColumns()
{
    auto lock = store::IngestLock::acquire(m_project.folder);
    if (!lock)
        return lock.error().code == Error::Code::Busy ? Result<void>() : tl::unexpected(lock.error());
    auto writer = store::CatalogueWriter::open(m_project, std::move(*lock));
    if (!writer)
        return tl::unexpected(writer.error());
    return (*writer)->completeColumns([this](const store::StoredCandidate&, const std::string& schema,
                                          std::span<const std::byte> record, data::ColumnBatch& batch) -> Result<void> {
        const auto reads = m_decoders.forText(schema);
        if (reads)
            return (*reads)->appendFields(record, batch);
        batch.endRow();
        return tl::unexpected(reads.error());
    });
}

store::TableView CandidatesService::tableView() const
{
    store::TableView view{ m_labels.user(), m_labels.scheme().name, {} };
    if (const auto model = defaultModel())
        view.models["default"] = model->name + ":" + model->version;
    return view;
}

std::size_t CandidatesService::count() const { return static_cast<std::size_t>(m_catalogue.rows().value_or(0)); }

Result<std::shared_ptr<const data::Table>> CandidatesService::table() const
{
    const auto view = tableView();
    const std::lock_guard making(m_newTable);
    auto table = tableAtHand()->refreshed(view);
    if (!table)
        return tl::unexpected(table.error());
    const std::lock_guard lock(m_mutex);
    m_table = *table;
    return m_selection.on(*table);
}

std::shared_ptr<const store::ProjectTable> CandidatesService::tableAtHand() const
{
    const std::lock_guard lock(m_mutex);
    return m_table;
}

/// The table at hand where it has every candidate, or where another thread is at making the next one: what the survey
/// measured does not change, and whoever wants no more than that does not wait. Null where none can be made.
std::shared_ptr<const data::Table> CandidatesService::tableOfFields() const
{
    auto table = tableAtHand();
    if (table->rows() == count())
        return table;
    if (const std::unique_lock lock(m_newTable, std::try_to_lock); !lock)
        return table;
    return this->table().value_or(nullptr);
}

Result<std::shared_ptr<const survey::PacketDecoder>> CandidatesService::decoder(std::int64_t schema) const
{
    {
        std::lock_guard lock(m_mutex);
        if (const auto known = m_bySchema.find(schema); known != m_bySchema.end())
            return known->second;
    }
    const auto text = m_catalogue.schema(schema);
    if (!text)
        return tl::unexpected(text.error());
    auto made = m_decoders.forText(**text);
    if (made) {
        std::lock_guard lock(m_mutex);
        m_bySchema[schema] = *made;
    }
    return made;
}

Result<CandidatesService::Original> CandidatesService::original(const store::Catalogue& catalogue, data::Row row) const
{
    auto stored = catalogue.candidate(row);
    if (!stored)
        return tl::unexpected(stored.error());
    auto record = catalogue.bytes(stored->record);
    if (!record)
        return tl::unexpected(at(std::to_string(stored->candidate.key.id), record.error()));
    auto reads = decoder(stored->schema);
    if (!reads)
        return tl::unexpected(reads.error());
    return Original{ std::move(*stored), std::move(*record), std::move(*reads) };
}

Result<data::Triplet> CandidatesService::triplet(data::Row row) const
{
    const auto original = this->original(*m_ofEngine, row);
    if (!original)
        return tl::unexpected(original.error());
    return original->decoder->triplet(original->record);
}

Result<CandidateView> CandidatesService::view(data::Row row, std::stop_token stop) const
{
    const auto original = this->original(row);
    if (!original)
        return tl::unexpected(original.error());
    if (stop.stop_requested())
        return cancelled();
    CandidateView view;
    view.row = row;
    view.candidate = original->stored.candidate;
    view.triplet = original->decoder->triplet(original->record);
    auto fields = original->decoder->fields(original->record);
    if (!fields)
        return tl::unexpected(fields.error());
    view.fields = std::move(*fields);
    view.docs = m_docs.of(*original->decoder);
    if (auto curve = original->decoder->lightCurve(original->record))
        view.lightCurve = std::move(*curve);
    if (stop.stop_requested())
        return cancelled();
    addAstrometry(view, *original);
    addOpinions(view);
    addHistory(view);
    const auto standing = m_labels.standing(view.candidate.key);
    view.label = standing.label;
    view.flagged = standing.flagged;
    view.note = standing.note;
    return view;
}

void CandidatesService::addAstrometry(CandidateView& view, const Original& original) const
{
    if (view.candidate.key.survey == data::Survey::Ztf) {
        if (const auto snapshot = tableOfFields())
            view.astrometry.fill(ztfAstrometry(*snapshot, view.candidate, view.fields, m_exposures));
        return;
    }
    for (const auto panel : data::panels)
        if (const auto cards = original.decoder->stampHeader(original.record, panel))
            view.astrometry[static_cast<std::size_t>(panel)] = headerAstrometry(*cards, view.candidate);
}

void CandidatesService::addOpinions(CandidateView& view) const
{
    const auto models = m_scores.models();
    if (!models)
        return;
    for (const auto& model : *models)
        if (auto probabilities = m_scores.get(model.id, view.row); probabilities && !probabilities->empty())
            view.opinions.push_back({ model.name + ":" + model.version, model.classes, std::move(*probabilities) });
    for (Opinion& opinion : view.opinions)
        addCalibration(opinion);
    std::ranges::reverse(view.opinions); // the model that came last is read first
    // But the one that stands in the queue before all others. Clang 14 can't make the ranges' own.
    if (const auto first = defaultAmong(*models))
        std::stable_partition(view.opinions.begin(), view.opinions.end(),
            [id = first->name + ":" + first->version](const Opinion& opinion) { return opinion.model == id; });
}

void CandidatesService::addCalibration(Opinion& opinion) const
{
    const std::scoped_lock lock(m_mutex);
    auto known = m_calibrations.find(opinion.model);
    if (known == m_calibrations.end()) {
        std::pair<Opinion::Calibration, double> said{ Opinion::Calibration::Unknown, 1 };
        if (const auto library = nets::ModelLibrary::open())
            if (const auto model = library->find(opinion.model)) {
                const double temperature = model->card.temperature;
                said = { temperature == 1 ? Opinion::Calibration::None : Opinion::Calibration::Temperature,
                    temperature };
            }
        if (said.first == Opinion::Calibration::Unknown)
            return; // it may be imported yet
        known = m_calibrations.emplace(opinion.model, said).first;
    }
    std::tie(opinion.calibration, opinion.temperature) = known->second;
}

void CandidatesService::addHistory(CandidateView& view) const
{
    if (auto history = historyOf(m_labels.store(), view.candidate.key, m_labels.scheme().name))
        view.history = std::move(*history);
}

Result<std::vector<CandidateRow>> CandidatesService::rows(const std::vector<data::Row>& rows) const
{
    const auto model = defaultModel();
    std::shared_ptr<const data::Column> seen;
    std::vector<std::vector<Badge>> badges;
    if (const auto snapshot = table()) {
        if (std::ranges::all_of(
                rows, [&](data::Row row) { return row >= 0 && row < static_cast<data::Row>((*snapshot)->rows()); }))
            badges = shortBadges(**snapshot, rows, 1);
        seen = (*snapshot)->column("seen").value_or(nullptr);
    }
    std::vector<CandidateRow> out;
    out.reserve(rows.size());
    for (const auto row : rows) {
        auto stored = m_catalogue.candidate(row);
        if (!stored)
            return tl::unexpected(stored.error());
        CandidateRow one;
        one.row = row;
        one.candidate = std::move(stored->candidate);
        const auto standing = m_labels.standing(one.candidate.key);
        one.label = standing.label;
        one.flagged = standing.flagged;
        one.skipped = standing.skipped;
        const auto at = static_cast<std::size_t>(row);
        one.seen = seen && at < seen->rows && seen->bools[at] != 0;
        if (model)
            if (auto scores = m_scores.get(model->id, row); scores && !scores->empty()) {
                auto classes = model->classes;
                data::toVerdicts(classes, *scores);
                const auto best = std::ranges::max_element(*scores);
                one.scoreClass = classes[static_cast<std::size_t>(best - scores->begin())];
                one.score = *best;
                one.uncertainty = store::uncertaintyOf(*scores);
            }
        if (const auto place = out.size(); place < badges.size() && !badges[place].empty()) {
            one.badge = badges[place].front().brief;
            one.warns = badges[place].front().tone == Badge::Tone::Warning;
        }
        out.push_back(std::move(one));
    }
    return out;
}

Result<data::Row> CandidatesService::find(std::int64_t candid) const { return m_catalogue.rowOfId(candid); }

Result<std::vector<ObjectAlert>> CandidatesService::ofObject(data::Row row) const
{
    const auto own = m_catalogue.candidate(row);
    if (!own)
        return tl::unexpected(own.error());
    std::vector<ObjectAlert> alerts;
    const auto add = [&alerts](data::Row at, const data::Candidate& c) {
        alerts.push_back({ at, c.key.id, c.jd, c.band, c.positive, c.magnitude, c.magnitudeError });
    };
    const data::Candidate& candidate = own->candidate;
    if (candidate.object.empty())
        add(row, candidate);
    else if (const auto read = m_catalogue.forObject(candidate.key.survey, candidate.object, add); !read)
        return tl::unexpected(read.error());
    return alerts;
}

Result<std::vector<float>> CandidatesService::metadata(data::Row row, const std::vector<std::string>& names) const
{
    const auto original = this->original(*m_ofEngine, row);
    if (!original)
        return tl::unexpected(original.error());
    const auto fields = original->decoder->fields(original->record);
    if (!fields)
        return tl::unexpected(fields.error());
    std::vector<float> values;
    for (const auto& name : names) {
        const auto value = number(*fields, name);
        if (!value)
            return fail(Error::Code::NotFound, "the packet has no number '" + name + "'",
                "The model needs it; use one that takes the images alone.");
        values.push_back(static_cast<float>(*value));
    }
    return values;
}

std::optional<store::ScoreModel> CandidatesService::defaultModel() const
{
    const auto models = m_scores.models();
    return models ? defaultAmong(*models) : std::nullopt;
}

std::optional<store::ScoreModel> CandidatesService::defaultAmong(const std::vector<store::ScoreModel>& models)
{
    if (models.empty())
        return std::nullopt;
    if (models.size() == 1)
        return models.front(); // whatever is promoted
    const auto promoted = std::ranges::find(models, nets::ModelLibrary::defaultId(),
        [](const store::ScoreModel& model) { return model.name + ":" + model.version; });
    return promoted == models.end() ? models.back() : *promoted;
}

std::pair<std::string, std::string> CandidatesService::defaultScore() const
{
    const auto model = defaultModel();
    if (!model || model->classes.empty())
        return {};
    return { model->name + ":" + model->version, model->classes.front() };
}

} // namespace vetrina::session
