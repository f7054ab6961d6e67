#pragma once

#include "core/data/column_builder.h"
#include "core/store/catalogue_writer.h"

#include <cstdint>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

/// Synthetic candidates as wide as ZTF's: 105 fields, of them 12 whole numbers, 8 texts and the rest float32, a tenth
/// of the values of each third field null. The same for the same row.
class SyntheticNight {
public:
    static constexpr int fields = 105;

    /// `recordBytes` of noise stand for the packet.
    explicit SyntheticNight(std::size_t recordBytes = 200)
        : m_noise(recordBytes + 4096)
        , m_recordBytes(recordBytes)
    {
        std::mt19937_64 random(1);
        for (auto& byte : m_noise)
            byte = static_cast<std::byte>(random());
    }

    /// The records of these packets in turn, so that each candidate can be shown.
    SyntheticNight(std::vector<vetrina::Bytes> packets, std::string schema)
        : m_packets(std::move(packets))
        , m_schema(std::move(schema))
    {
    }

    /// Rows first..last-1 as one batch.
    vetrina::Result<vetrina::store::BatchResult> add(
        vetrina::store::CatalogueWriter& writer, std::int64_t first, std::int64_t last)
    {
        using vetrina::data::Column;
        std::vector<vetrina::store::NewCandidate> batch;
        vetrina::data::ColumnBatch columns;
        std::vector<std::size_t> at;
        for (int i = 0; i < fields; ++i)
            at.push_back(columns.column(nameOf(i),
                i < 12       ? Column::Type::Int64
                    : i < 20 ? Column::Type::Text
                             : Column::Type::Float32));
        const auto schema = writer.schema(m_schema);
        if (!schema)
            return tl::unexpected(schema.error());
        for (auto row = first; row < last; ++row) {
            std::mt19937_64 random(static_cast<std::uint64_t>(row));
            auto& one = batch.emplace_back();
            one.candidate.key.id = 2'481'000'000'000'000'007 + row * 5;
            one.candidate.object = "ZTF" + std::to_string(18'000'000 + row % 300'000);
            one.candidate.jd = 2460000.5 + static_cast<double>(row) * 1e-5;
            one.candidate.raDeg = static_cast<double>(random() % 360'000) / 1000;
            one.candidate.decDeg = static_cast<double>(random() % 120'000) / 1000 - 30;
            one.candidate.band = "gri"[row % 3];
            one.candidate.magnitude = 15 + static_cast<float>(random() % 6000) / 1000;
            one.candidate.surveyScore = static_cast<float>(random() % 1000) / 1000;
            if (m_packets.empty()) {
                one.record = std::span(m_noise).subspan(static_cast<std::size_t>(row) % 4096, m_recordBytes);
                one.fields = { 0, std::min<std::size_t>(m_recordBytes, 600) };
            } else {
                one.record = m_packets[static_cast<std::size_t>(row) % m_packets.size()];
                one.fields = { 0, one.record.size() };
            }
            one.schema = *schema;
            for (int i = 0; i < fields; ++i) {
                auto& column = columns.at(at[static_cast<std::size_t>(i)]);
                const auto noise = random();
                if (i % 3 == 0 && noise % 10 == 0)
                    column.appendNull();
                else if (i < 12)
                    column.append(static_cast<std::int64_t>(noise >> 32));
                else if (i < 20)
                    column.append(std::string_view(names[noise % std::size(names)]));
                else
                    column.append(static_cast<float>(noise % 100'000) / 100'000);
            }
            columns.endRow();
        }
        return writer.add(batch, &columns);
    }

    static std::string nameOf(int field)
    {
        return field == 20 ? "drb"
            : field == 21  ? "magpsf"
            : field == 22  ? "ssdistnr"
                           : "field" + std::to_string(field);
    }

private:
    static constexpr const char* names[] = { "ztf_20230921.fits", "stamp", "", "a longer name of some file" };

    std::vector<std::byte> m_noise;
    std::size_t m_recordBytes = 0;
    std::vector<vetrina::Bytes> m_packets;
    std::string m_schema = "synthetic";
};
