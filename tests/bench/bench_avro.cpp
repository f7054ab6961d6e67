// Decoding real ZTF packets: Vetrina beside libavro (C) and fastavro, in one run on the same machine.
//
//     bench_avro [FOLDER] [ROUNDS]          FOLDER of .avro files, default ../shared/data/ztf/night
//
// Prints microseconds a packet, the median of the rounds, and ratios. "file" begins at the bytes of a container file
// and so has the schema in it; "record" begins at the record's bytes with the schema known.

#include "core/base/file.h"
#include "core/formats/avro.h"
#include "core/formats/avro_container.h"
#include "core/formats/fits.h"
#include "core/formats/gzip.h"

#include <avro.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

using namespace vetrina;
using namespace vetrina::formats;

namespace {

struct Packet {
    Bytes file;
    std::shared_ptr<const AvroSchema> schema;
    std::span<const std::byte> record;
};

double medianMicroseconds(int rounds, std::size_t packets, const std::function<void()>& work)
{
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        const auto start = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double, std::micro> taken = std::chrono::steady_clock::now() - start;
        times.push_back(taken.count() / static_cast<double>(packets));
    }
    std::ranges::sort(times);
    return times[times.size() / 2];
}

/// What an ingest wants of a packet: the fields of a Candidate and the ranges of the rest.
const std::vector<std::string> paths{ "objectId", "candid", "candidate", "candidate.jd", "candidate.fid",
    "candidate.ra", "candidate.dec", "candidate.magpsf", "candidate.sigmapsf", "candidate.isdiffpos", "candidate.drb",
    "candidate.rb", "prv_candidates", "fp_hists", "cutoutScience.stampData", "cutoutTemplate.stampData",
    "cutoutDifference.stampData" };

[[noreturn]] void stop(const std::string& why)
{
    std::fprintf(stderr, "bench_avro: %s\n", why.c_str());
    std::exit(1);
}

void libavroFile(const Packet& packet)
{
    std::FILE* stream = fmemopen(const_cast<std::byte*>(packet.file.data()), packet.file.size(), "rb");
    avro_file_reader_t reader = nullptr;
    if (avro_file_reader_fp(stream, "packet", 1, &reader))
        stop(avro_strerror());
    avro_schema_t schema = avro_file_reader_get_writer_schema(reader);
    avro_value_iface_t* kind = avro_generic_class_from_schema(schema);
    avro_value_t value;
    avro_generic_value_new(kind, &value);
    while (avro_file_reader_read_value(reader, &value) == 0)
        avro_value_reset(&value);
    avro_value_decref(&value);
    avro_value_iface_decref(kind);
    avro_schema_decref(schema);
    avro_file_reader_close(reader);
}

/// libavro with the schema compiled before, one a text.
class LibavroRecords {
public:
    void read(const Packet& packet)
    {
        avro_value_t* value = valueOf(packet.schema->text());
        avro_reader_t reader = avro_reader_memory(
            reinterpret_cast<const char*>(packet.record.data()), static_cast<std::int64_t>(packet.record.size()));
        if (avro_value_read(reader, value))
            stop(avro_strerror());
        avro_value_reset(value);
        avro_reader_free(reader);
    }

private:
    avro_value_t* valueOf(const std::string& text)
    {
        for (auto& [known, value] : m_values)
            if (known == text)
                return &value;
        avro_schema_t schema = nullptr;
        if (avro_schema_from_json_length(text.data(), text.size(), &schema))
            stop(avro_strerror());
        m_values.emplace_back(text, avro_value_t());
        avro_generic_value_new(avro_generic_class_from_schema(schema), &m_values.back().second);
        return &m_values.back().second;
    }

    std::vector<std::pair<std::string, avro_value_t>> m_values;
};

} // namespace

int main(int argc, char** argv)
{
    const std::filesystem::path folder = argc > 1 ? argv[1] : VETRINA_BENCH_SOURCE "/../../../shared/data/ztf/night";
    const int rounds = argc > 2 ? std::atoi(argv[2]) : 11;
    std::vector<Packet> packets;
    AvroSchemaCache cache;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        if (entry.path().extension() != ".avro")
            continue;
        Packet& packet = packets.emplace_back();
        packet.file = readFile(entry.path()).value();
        auto container = AvroContainer::open(entry.path().string(), packet.file, cache).value();
        packet.schema = container.schema();
        packet.record = container.next().value()->bytes;
    }
    if (packets.empty())
        stop(folder.string() + " holds no packets");

    // One probe a schema, as the survey's decoder keeps them.
    std::vector<std::pair<const AvroSchema*, AvroProbe>> probes;
    const auto probeOf = [&](const AvroSchema& schema) -> const AvroProbe& {
        for (const auto& [known, probe] : probes)
            if (known == &schema)
                return probe;
        return probes.emplace_back(&schema, AvroProbe(schema.root(), paths)).second;
    };
    std::vector<AvroSlot> slots(paths.size());
    double sum = 0;
    const auto decode = [&](const AvroSchema& schema, std::span<const std::byte> record) {
        if (probeOf(schema).run(record, slots).value() != record.size())
            stop("a record has bytes left");
        for (const std::size_t i : { 3, 5, 6, 7, 8, 10, 11 })
            sum += slots[i].number().value_or(0);
    };
    const auto file = [&] {
        for (const Packet& each : packets) {
            auto container = AvroContainer::open("packet", each.file, cache).value();
            decode(*container.schema(), container.next().value()->bytes);
        }
    };
    const auto record = [&] {
        for (const Packet& each : packets)
            decode(*each.schema, each.record);
    };
    const auto tree = [&] {
        for (const Packet& each : packets)
            sum += readAvro(each.schema->root(), each.record).value().isNull();
    };
    std::vector<Bytes> stamps;
    for (const Packet& each : packets) {
        decode(*each.schema, each.record);
        for (const std::size_t i : { 14, 15, 16 }) {
            const auto content = slots[i].content().value();
            stamps.emplace_back(content.begin(), content.end());
        }
    }
    std::vector<Bytes> unpacked(stamps.size());
    const auto unpack = [&] {
        for (std::size_t i = 0; i < stamps.size(); ++i)
            unpacked[i] = gunzip(stamps[i]).value();
    };
    const auto plane = [&] {
        for (const Bytes& each : unpacked)
            sum += readFitsPlane(each).value().width;
    };

    LibavroRecords libavro;
    const std::size_t n = packets.size();
    const double ourFile = medianMicroseconds(rounds, n, file);
    const double ourRecord = medianMicroseconds(rounds, n, record);
    const double ourTree = medianMicroseconds(rounds, n, tree);
    const double theirFile =
        medianMicroseconds(std::min(rounds, 3), n, [&] { std::ranges::for_each(packets, libavroFile); });
    const double theirRecord = medianMicroseconds(rounds, n, [&] {
        for (const Packet& each : packets)
            libavro.read(each);
    });
    const double ourUnpack = medianMicroseconds(rounds, n, unpack);
    const double ourPlane = medianMicroseconds(rounds, n, plane);

    double pythonFile = 0;
    double pythonRecord = 0;
    const char* set = std::getenv("VETRINA_PEERS");
    const std::string python =
        std::string(set && *set ? set : VETRINA_BENCH_SOURCE "/../../build/peers") + "/bin/python";
    if (std::filesystem::exists(python)) {
        const std::string command =
            "'" + python + "' '" VETRINA_BENCH_SOURCE "/avro_peer.py' '" + folder.string() + "' 3";
        if (std::FILE* pipe = popen(command.c_str(), "r")) {
            if (std::fscanf(pipe, "%lf %lf", &pythonFile, &pythonRecord) != 2)
                pythonFile = pythonRecord = 0;
            pclose(pipe);
        }
    }

    std::printf("%zu packets, us a packet (ratio to Vetrina's)\n", n);
    std::printf("  file:    Vetrina %7.2f   libavro %7.1f (%.1f x)   fastavro %7.1f (%.1f x)\n", ourFile, theirFile,
        theirFile / ourFile, pythonFile, pythonFile / ourFile);
    std::printf("  record:  Vetrina %7.2f   libavro %7.1f (%.1f x)   fastavro %7.1f (%.1f x)\n", ourRecord, theirRecord,
        theirRecord / ourRecord, pythonRecord, pythonRecord / ourRecord);
    std::printf("  tree:    Vetrina %7.2f   (every value built, as libavro and fastavro do)\n", ourTree);
    std::printf("  stamps:  gunzip of three %.1f, FITS of three %.1f\n", ourUnpack, ourPlane);
    std::printf("  (sum %g%s)\n", sum, pythonFile == 0 ? "; fastavro is not here: set VETRINA_PEERS" : "");
    return 0;
}
