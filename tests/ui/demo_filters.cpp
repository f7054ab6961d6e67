#include "tests/ui/demo_filters.h"

namespace demo {

Result<std::vector<session::Filters::Named>> Filters::list() const
{
    std::vector<Named> list{ { "tonight", "The newest night of the project.", "night = last(night)", true, {} },
        { "bright", "Brighter than magnitude 18.5.", "magpsf < 18.5", true, {} },
        { "young", "First detected within five days before the alert.", {}, true,
            "'young' asks for columns that this project does not have" },
        { "not a known asteroid", "No known asteroid within 5 arcsec.", "not (ssdistnr between 0 and 5)", true, {} },
        { "unseen", "What you have not looked at yet.", "not seen", true, {} },
        { "flagged", "What you flagged, for a second look.", "flag", true, {} },
        { "skipped", "What you skipped and gave no label since.", "skipped", true, {} } };
    const std::lock_guard lock(mutex);
    for (const auto& [name, text] : saved)
        list.push_back({ name, text, text, false, {} });
    return list;
}

Result<std::size_t> Filters::count(const std::string& filter, std::stop_token) const
{
    ++counted;
    return filter.size() * 1000;
}

Result<void> Filters::save(const std::string& name, const std::string& text)
{
    if (name == "bright")
        return fail(Error::Code::WrongUse, "'bright' is a filter that ships with Vetrina", "Choose another name.");
    const std::lock_guard lock(mutex);
    saved[name] = text;
    return {};
}

Result<void> Filters::rename(const std::string& from, const std::string& to)
{
    const std::lock_guard lock(mutex);
    saved[to] = saved.at(from);
    saved.erase(from);
    return {};
}

Result<void> Filters::remove(const std::string& name)
{
    const std::lock_guard lock(mutex);
    saved.erase(name);
    return {};
}

Result<std::shared_ptr<const session::FilterWords>> Filters::words() const
{
    using Type = data::Column::Type;
    auto words = std::make_shared<session::FilterWords>();
    words->vocabulary.fields = { { "drb", Type::Float32, "deep real-bogus score, 0 to 1" },
        { "magpsf", Type::Float32, "mag · PSF magnitude of the difference" },
        { "sigmapsf", Type::Float32, "mag · error of magpsf" }, { "diffmaglim", Type::Float32, "mag · 5σ limit" },
        { "magnr", Type::Float32, "mag · nearest reference source" }, { "ssdistnr", Type::Float32, "arcsec" },
        { "label", Type::Text, "what you said" }, { "seen", Type::Bool, "what you looked at" },
        { "flag", Type::Bool, {} }, { "skipped", Type::Bool, {} }, { "night", Type::Text, {} },
        { "object", Type::Text, {} }, { "jd", Type::Float64, "days, UTC" },
        { "ra", Type::Float64, "deg" }, { "dec", Type::Float64, "deg" } };
    words->vocabulary.values["label"] = { "real", "bogus", "supernova", "variable star", "agn", "asteroid" };
    const auto filters = list().value();
    for (const Named& filter : filters)
        if (filter.problem.empty()) {
            words->vocabulary.filters.push_back({ filter.name, filter.about });
            words->texts.emplace_back(filter.name, filter.text);
        }
    return words;
}

} // namespace demo
