#pragma once

#include "core/base/file.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

/// Real packets as a benchmark wants them: under other ids, as many as it likes.
class RealPackets {
public:
    /// Those of one schema in a folder of .avro files, each of one record, not compressed.
    [[nodiscard]] static vetrina::Result<RealPackets> read(const std::filesystem::path& folder);

    [[nodiscard]] const std::string& schema() const { return m_schema; }
    [[nodiscard]] std::vector<vetrina::Bytes> records() const; ///< without the container
    [[nodiscard]] std::size_t size() const { return m_packets.size(); }
    static constexpr std::int64_t copies = 9000; ///< more than so many take more room than the candids have

    /// Writes all as files into a folder, their candids moved by `copy` times 10^14.
    [[nodiscard]] vetrina::Result<void> write(const std::filesystem::path& folder, std::int64_t copy) const;

private:
    struct Packet {
        vetrina::Bytes file;
        std::size_t begin = 0, length = 0; ///< of the record
        std::int64_t candid = 0;
        std::vector<std::size_t> candidAt; ///< where it stands in the file
    };

    std::vector<Packet> m_packets;
    std::string m_schema;
};

/// Makes a project of so many synthetic candidates that show these packets' stamps: each packet's bytes stand there
/// once, whoever shows them.
[[nodiscard]] vetrina::Result<void> makeScanProject(
    const std::filesystem::path& project, const RealPackets& packets, std::int64_t rows);
