#include "core/formats/avro_cursor.h"
#include "core/formats/avro_reader.h"

#include <algorithm>

namespace vetrina::formats {

using Kind = AvroType::Kind;

namespace {

std::vector<std::string_view> split(std::string_view path)
{
    std::vector<std::string_view> names;
    for (;;) {
        const auto dot = path.find('.');
        names.push_back(path.substr(0, dot));
        if (dot == std::string_view::npos)
            return names;
        path.remove_prefix(dot + 1);
    }
}

/// The records that a value of this type can be.
std::vector<const AvroType*> recordsOf(const AvroType& type)
{
    std::vector<const AvroType*> records;
    if (type.kind == Kind::Record)
        records.push_back(&type);
    if (type.kind == Kind::Union)
        std::ranges::copy_if(
            type.branches, std::back_inserter(records), [](const AvroType* b) { return b->kind == Kind::Record; });
    return records;
}

} // namespace

AvroProbe::AvroProbe(const AvroType& type, const std::vector<std::string>& paths)
    : m_type(&type)
    , m_slots(paths.size())
{
    std::vector<Wanted> wanted;
    for (std::size_t i = 0; i < paths.size(); ++i)
        wanted.push_back({ split(paths[i]), i });
    Known known;
    if (!wanted.empty())
        for (const AvroType* record : recordsOf(type))
            m_top.push_back({ record, plan(*record, wanted, 0, known) });
}

std::size_t AvroProbe::plan(const AvroType& record, const std::vector<Wanted>& wanted, std::size_t level, Known& known)
{
    const auto& path = wanted.front().path;
    std::pair key(&record, std::vector(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(level)));
    if (const auto made = known.find(key); made != known.end())
        return made->second;
    Plan made{ &record, {} };
    for (std::size_t i = 0; i < record.fields.size(); ++i) {
        Step step{ i, {}, {}, {} };
        std::vector<Wanted> deeper;
        for (const Wanted& each : wanted) {
            if (each.path[level] != record.fields[i].name)
                continue;
            if (each.path.size() == level + 1) {
                step.slots.push_back(each.slot);
            } else {
                step.below.push_back(each.slot);
                deeper.push_back(each);
            }
        }
        if (!deeper.empty())
            for (const AvroType* inner : recordsOf(*record.fields[i].type))
                step.branches.push_back({ inner, plan(*inner, deeper, level + 1, known) });
        if (!step.slots.empty() || !step.below.empty())
            made.steps.push_back(std::move(step));
    }
    m_plans.push_back(std::move(made));
    known.emplace(std::move(key), m_plans.size() - 1);
    return m_plans.size() - 1;
}

/// One run of a probe over one value.
class AvroProber {
public:
    AvroProber(const AvroProbe& probe, AvroCursor& in, std::span<AvroSlot> slots)
        : m_probe(probe)
        , m_in(in)
        , m_slots(slots)
    {
    }

    bool top(std::string& path)
    {
        std::ranges::fill(m_slots, AvroSlot());
        return value(*m_probe.m_type, m_probe.m_top, 0, nullptr, path);
    }

private:
    using Step = AvroProbe::Step;
    using Branch = AvroProbe::Branch;

    bool value(
        const AvroType& declared, const std::vector<Branch>& branches, int depth, const Step* step, std::string& path)
    {
        const AvroType* type = &declared;
        if (type->kind == Kind::Union && !(type = m_in.readBranch(declared)))
            return false;
        const std::byte* begin = m_in.at();
        const std::size_t offset = m_in.position();
        const auto inner = std::ranges::find(branches, type, &Branch::type);
        const bool good = inner != branches.end() ? record(m_probe.m_plans[inner->plan], depth, path)
                                                  : skipValue(*type, m_in, depth, path);
        if (!good || !step)
            return good;
        const AvroSlot slot{ type, offset, { begin, m_in.at() } };
        for (const std::size_t i : step->slots)
            m_slots[i] = slot;
        if (type->kind == Kind::Null)
            for (const std::size_t i : step->below)
                m_slots[i] = slot;
        return true;
    }

    bool record(const AvroProbe::Plan& plan, int depth, std::string& path)
    {
        if (depth > m_in.limits().depth)
            return m_in.refuse("values are nested deeper than the limit");
        static const std::vector<Branch> none;
        auto step = plan.steps.begin();
        const auto& fields = plan.record->fields;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const bool wanted = step != plan.steps.end() && step->field == i;
            const bool good = wanted ? value(*fields[i].type, step->branches, depth + 1, &*step, path)
                                     : skipValue(*fields[i].type, m_in, depth + 1, path);
            if (!good) {
                path = path.empty() ? fields[i].name : fields[i].name + "." + path;
                return false;
            }
            if (wanted)
                ++step;
        }
        return true;
    }

    const AvroProbe& m_probe;
    AvroCursor& m_in;
    std::span<AvroSlot> m_slots;
};

Result<std::size_t> AvroProbe::run(
    std::span<const std::byte> bytes, std::span<AvroSlot> slots, const AvroLimits& limits) const
{
    if (slots.size() < m_slots)
        return fail(Error::Code::Internal, "a probe was given too few slots", "Please report this.");
    AvroCursor in(bytes, limits);
    std::string path;
    if (!AvroProber(*this, in, slots.first(m_slots)).top(path))
        return tl::unexpected(in.error(path));
    return in.position();
}

Result<void> AvroProbe::runItems(
    const AvroSlot& array, const std::function<void(std::span<const AvroSlot>)>& item, const AvroLimits& limits) const
{
    if (!array.type || array.type->kind != Kind::Array)
        return {};
    if (array.type->branches[0] != m_type)
        return fail(Error::Code::Internal, "a probe was given an array of another type", "Please report this.");
    std::vector<AvroSlot> slots(m_slots);
    AvroCursor in(array.bytes, limits);
    AvroProber prober(*this, in, slots);
    for (std::uint64_t number = 0;;) {
        std::uint64_t count = 0;
        std::uint64_t size = 0;
        if (!in.readBlock(*array.type, count, size))
            return tl::unexpected(in.error(""));
        if (count == 0)
            return {};
        for (std::uint64_t i = 0; i < count; ++i, ++number) {
            std::string path;
            if (!prober.top(path))
                return tl::unexpected(in.error("[" + std::to_string(number) + "]" + (path.empty() ? "" : "." + path)));
            item(slots);
        }
    }
}

} // namespace vetrina::formats
