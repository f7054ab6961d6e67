// How LabelsService knows, chooses and keeps label schemes.
#include "core/data/scheme_check.h"
#include "core/session/labels_service.h"

#include <algorithm>

namespace vetrina::session {

/// Those that ship, then every version that this project keeps.
Result<void> LabelsService::readSchemes()
{
    const auto shipped = data::LabelScheme::shipped();
    if (!shipped)
        return tl::unexpected(shipped.error());
    for (const auto& one : *shipped)
        addVersion(one);
    const auto stored = m_store.schemes();
    if (!stored)
        return tl::unexpected(stored.error());
    for (const auto& one : *stored) {
        const auto scheme = data::LabelScheme::parse(one.json, "scheme " + one.name);
        if (!scheme)
            return tl::unexpected(scheme.error());
        addVersion(*scheme);
    }
    const auto active = m_store.activeScheme(m_user);
    if (!active)
        return tl::unexpected(active.error());
    const auto* chosen = latest(*active);
    m_active = chosen ? chosen : latest(m_names.front());
    return {};
}

/// A version that is there already is replaced only while nobody can hold it: where the project is opened.
void LabelsService::addVersion(const data::LabelScheme& scheme)
{
    if (std::ranges::find(m_names, scheme.name) == m_names.end())
        m_names.push_back(scheme.name);
    const auto same = std::ranges::find_if(
        m_schemes, [&](const auto& one) { return one.name == scheme.name && one.version == scheme.version; });
    if (same == m_schemes.end())
        m_schemes.push_back(scheme);
    else
        *same = scheme; // what the project kept stands before what ships
}

const data::LabelScheme* LabelsService::latest(const std::string& name) const
{
    const data::LabelScheme* best = nullptr;
    for (const auto& one : m_schemes)
        if (one.name == name && (!best || best->version < one.version))
            best = &one;
    return best;
}

const data::LabelScheme& LabelsService::scheme() const
{
    std::lock_guard lock(m_mutex);
    return *m_active;
}

Result<void> LabelsService::useScheme(const std::string& name)
{
    std::lock_guard lock(m_mutex);
    if (const auto* found = latest(name)) {
        m_active = found;
        return {};
    }
    std::string names;
    for (const auto& one : m_names)
        names += (names.empty() ? "" : ", ") + one;
    return fail(Error::Code::NotFound, "scheme '" + name + "': not in this project", "Use one of " + names + ".");
}

Result<void> LabelsService::chooseScheme(const std::string& name)
{
    if (auto used = useScheme(name); !used)
        return used;
    return m_store.setActiveScheme(name, m_user);
}

std::vector<data::LabelScheme> LabelsService::schemes() const
{
    std::lock_guard lock(m_mutex);
    std::vector<data::LabelScheme> schemes;
    for (const auto& name : m_names)
        schemes.push_back(*latest(name));
    return schemes;
}

Result<data::LabelScheme> LabelsService::schemeVersion(const std::string& name, int version) const
{
    std::lock_guard lock(m_mutex);
    for (const auto& one : m_schemes)
        if (one.name == name && one.version == version)
            return one;
    return fail(Error::Code::NotFound,
        "scheme '" + name + "' version " + std::to_string(version) + ": not in this project",
        "Import the file it was exported to.");
}

std::vector<data::LabelClass> LabelsService::retiredClasses() const
{
    std::lock_guard lock(m_mutex);
    std::vector<data::LabelClass> retired;
    std::vector<const data::LabelScheme*> versions;
    for (const auto& one : m_schemes)
        if (one.name == m_active->name && one.version != m_active->version)
            versions.push_back(&one);
    std::ranges::sort(versions, std::greater(), &data::LabelScheme::version); // as a class looked last
    for (const auto* version : versions)
        for (const auto& one : version->classes)
            if (std::ranges::find(m_active->classes, one.name, &data::LabelClass::name) == m_active->classes.end()
                && std::ranges::find(retired, one.name, &data::LabelClass::name) == retired.end())
                retired.push_back(one);
    return retired;
}

Result<data::LabelScheme> LabelsService::saveScheme(data::LabelScheme scheme)
{
    if (const auto problems = data::problemsOf(scheme); !problems.empty()) {
        const auto& first = problems.front();
        const auto place =
            first.classIndex < 0 ? std::string() : "class " + std::to_string(first.classIndex + 1) + ": ";
        return fail(Error::Code::WrongUse,
            "scheme '" + scheme.name + "': " + place + first.field + ": " + first.message, "Mend it and save again.");
    }
    std::lock_guard lock(m_mutex);
    if (const auto* known = latest(scheme.name))
        scheme.version = data::nextVersion(scheme, *known);
    scheme.version = std::max(scheme.version, 1);
    // Another process may have saved one since: then its number is taken, and this edit gets the one above.
    const auto stored = m_store.schemes();
    if (!stored)
        return tl::unexpected(stored.error());
    for (const auto& one : *stored)
        if (one.name == scheme.name && one.version >= scheme.version && one.json != scheme.toJson())
            scheme.version = static_cast<int>(one.version) + 1;
    if (auto kept = m_store.putScheme({ scheme.name, scheme.version, scheme.toJson() }); !kept)
        return tl::unexpected(kept.error());
    const bool there = std::ranges::any_of(
        m_schemes, [&](const auto& one) { return one.name == scheme.name && one.version == scheme.version; });
    if (!there)
        addVersion(scheme);
    if (m_active->name == scheme.name)
        m_active = latest(scheme.name);
    return scheme;
}

} // namespace vetrina::session
