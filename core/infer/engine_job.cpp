#include "core/infer/engine_job.h"

#include <algorithm>

namespace vetrina::infer {

namespace {

Result<void> prepareOne(const ScoreJob& job, data::Row row, std::span<float> image, std::span<float> columns)
{
    const auto triplet = job.triplet(row);
    if (!triplet)
        return tl::unexpected(triplet.error());
    if (!*triplet)
        return fail(Error::Code::NotFound, "there are no cutouts");
    if (auto done = job.model->card().pipeline.run(**triplet, image); !done)
        return done;
    if (columns.empty())
        return {};
    const auto values = job.metadata(row);
    if (!values)
        return tl::unexpected(values.error());
    if (values->size() != columns.size())
        return fail(Error::Code::WrongUse,
            std::to_string(values->size()) + " metadata columns, the model takes " + std::to_string(columns.size()));
    std::ranges::copy(*values, columns.begin());
    return {};
}

} // namespace

void Job::prepare(PreparedBatch& batch, std::size_t slot) const
{
    const auto& card = what.model->card();
    const std::size_t size = card.pipeline.shape().size(), columns = card.metadata.size();
    auto& failure = batch.failure[slot];
    if (stopped()) {
        failure = cancelled().value();
        return;
    }
    try {
        const auto done =
            prepareOne(what, what.rows[batch.first + slot], std::span(batch.images).subspan(slot * size, size),
                std::span(batch.metadata).subspan(slot * columns, columns));
        if (!done)
            failure = done.error();
    } catch (const std::exception& e) {
        failure = Error{ Error::Code::Internal, e.what(), "Please report this." };
    } catch (...) {
        failure = Error{ Error::Code::Internal, "an unknown exception", "Please report this." };
    }
}

std::vector<data::Row> Job::compact(PreparedBatch& batch, std::vector<std::pair<data::Row, Error>>& failures) const
{
    const auto& card = what.model->card();
    const auto size = static_cast<std::ptrdiff_t>(card.pipeline.shape().size());
    const auto columns = static_cast<std::ptrdiff_t>(card.metadata.size());
    std::vector<data::Row> rows;
    for (std::size_t slot = 0; slot < batch.count; ++slot) {
        const data::Row row = what.rows[batch.first + slot];
        if (batch.failure[slot]) {
            failures.emplace_back(row, std::move(*batch.failure[slot]));
            continue;
        }
        if (rows.size() != slot) {
            const auto from = static_cast<std::ptrdiff_t>(slot), to = static_cast<std::ptrdiff_t>(rows.size());
            std::copy_n(batch.images.begin() + from * size, size, batch.images.begin() + to * size);
            std::copy_n(batch.metadata.begin() + from * columns, columns, batch.metadata.begin() + to * columns);
        }
        rows.push_back(row);
    }
    return rows;
}

} // namespace vetrina::infer
