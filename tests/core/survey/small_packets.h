#pragma once

#include "core/base/file.h"

#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

/// Writes Avro by hand, so that the tests need no writer of ours.
class AvroBytes {
public:
    AvroBytes& whole(std::int64_t value)
    {
        auto raw = (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
        for (; raw >= 0x80; raw >>= 7)
            m_bytes.push_back(static_cast<std::byte>(raw | 0x80));
        m_bytes.push_back(static_cast<std::byte>(raw));
        return *this;
    }
    AvroBytes& number(double value) { return raw(&value, sizeof value); }
    AvroBytes& number(float value) { return raw(&value, sizeof value); }
    AvroBytes& flag(bool value)
    {
        m_bytes.push_back(std::byte{ value });
        return *this;
    }
    AvroBytes& bytes(std::span<const std::byte> value)
    {
        whole(static_cast<std::int64_t>(value.size()));
        return raw(value.data(), value.size());
    }
    AvroBytes& text(std::string_view value) { return bytes(vetrina::asBytes(value)); }
    AvroBytes& null() { return whole(0); } ///< the first branch of our unions
    AvroBytes& some() { return whole(1); } ///< the second, whose value follows

    [[nodiscard]] const vetrina::Bytes& done() const { return m_bytes; }

private:
    AvroBytes& raw(const void* from, std::size_t size)
    {
        const auto* begin = static_cast<const std::byte*>(from);
        m_bytes.insert(m_bytes.end(), begin, begin + size);
        return *this;
    }
    vetrina::Bytes m_bytes;
};

/// A ZTF alert of few fields, as the first schemas had it: no drb, no forced photometry.
inline constexpr std::string_view smallZtf = R"({"type":"record","name":"ztf.alert","fields":[
 {"name":"objectId","type":"string"},{"name":"candid","type":"long"},
 {"name":"candidate","type":{"type":"record","name":"candidate","fields":[
  {"name":"candid","type":"long"},{"name":"jd","type":"double"},{"name":"fid","type":"int"},
  {"name":"isdiffpos","type":["null","string"]},{"name":"magpsf","type":["null","float"]},
  {"name":"diffmaglim","type":["null","float"]},{"name":"ra","type":"double"},{"name":"dec","type":"double"}]}},
 {"name":"prv_candidates","type":["null",{"type":"array","items":{"type":"record","name":"prv","fields":[
  {"name":"jd","type":"double"},{"name":"fid","type":"int"},{"name":"magpsf","type":["null","float"]},
  {"name":"diffmaglim","type":["null","float"]},{"name":"candid","type":["null","long"]}]}}]},
 {"name":"cutoutScience","type":["null",{"type":"record","name":"cutout","fields":[
  {"name":"fileName","type":"string"},{"name":"stampData","type":"bytes"}]}]},
 {"name":"cutoutTemplate","type":["null","cutout"]},{"name":"cutoutDifference","type":["null","cutout"]}]})";

/// Everything of the alert but its cutouts.
inline AvroBytes smallZtfAlert()
{
    AvroBytes alert;
    alert.text("ZTF18abcdefg").whole(123456789012345678);
    alert.whole(123456789012345678).number(2458000.75).whole(2).some().text("f").some().number(18.5f).null();
    alert.number(12.5).number(-3.25);
    alert.some().whole(2); // two epochs before
    alert.number(2458000.5).whole(1).null().some().number(20.25f).null();
    alert.number(2457999.5).whole(3).some().number(19.f).null().some().whole(42);
    alert.whole(0);
    return alert;
}

/// A Rubin alert of few fields.
inline constexpr std::string_view smallLsst = R"({"type":"record","name":"lsst.alert","fields":[
 {"name":"diaSourceId","type":"long"},{"name":"observation_reason","type":["null","string"]},
 {"name":"diaSource","type":{"type":"record","name":"diaSource","fields":[
  {"name":"diaSourceId","type":"long"},{"name":"diaObjectId","type":["null","long"]},
  {"name":"ssObjectId","type":["null","long"]},{"name":"midpointMjdTai","type":"double"},
  {"name":"ra","type":"double"},{"name":"dec","type":"double"},{"name":"band","type":["null","string"]},
  {"name":"psfFlux","type":["null","float"]},{"name":"psfFluxErr","type":["null","float"]},
  {"name":"isNegative","type":["null","boolean"]},{"name":"reliability","type":["null","float"]}]}},
 {"name":"prvDiaNondetectionLimits","type":["null",{"type":"array","items":{"type":"record","name":"limit","fields":[
  {"name":"midpointMjdTai","type":"double"},{"name":"band","type":"string"},{"name":"diaNoise","type":"float"}]}}]},
 {"name":"diaObject","type":["null",{"type":"record","name":"diaObject","fields":[
  {"name":"nDiaSources","type":"int"},{"name":"diaSourceId","type":"long"}]}]},
 {"name":"cutoutDifference","type":["null","bytes"]},{"name":"cutoutScience","type":["null","bytes"]},
 {"name":"cutoutTemplate","type":["null","bytes"]}]})";
