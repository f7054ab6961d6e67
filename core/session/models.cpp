#include "core/session/models.h"

#include "core/nets/library.h"
#include "core/session/scores_service.h"

namespace vetrina::session {

namespace {

Models::Entry entryOf(const nets::Model& model, const nets::ModelLibrary& library)
{
    const auto chosen = library.find("default");
    // The networks of both families take no metadata columns.
    const auto& family = model.card.architecture.family;
    const bool gives = (family == "braai" || family == "convnext") && model.card.metadata.empty();
    return { model.card.name, model.card.version, model.card.classes, chosen && chosen->card.id() == model.card.id(),
        model.ready(), model.card.serialise(), gives };
}

auto entry(const nets::ModelLibrary& library)
{
    return [&library](const nets::Model& model) { return entryOf(model, library); };
}

/// Opens the library anew for each call: another process may have changed it.
class MachineModels : public Models {
public:
    Result<std::vector<Entry>> list() const override
    {
        const auto library = nets::ModelLibrary::open();
        if (!library)
            return tl::unexpected(library.error());
        std::vector<Entry> entries;
        for (const auto& model : library->models())
            entries.push_back(entryOf(model, *library));
        return entries;
    }

    Result<Entry> show(const std::string& name) const override
    {
        const auto library = nets::ModelLibrary::open();
        return library ? library->find(name).map(entry(*library)) : tl::unexpected(library.error());
    }

    Result<Entry> import(const std::filesystem::path& weights, const std::string& card) override
    {
        auto library = nets::ModelLibrary::open();
        return library ? library->importModel(weights, card).map(entry(*library)) : tl::unexpected(library.error());
    }

    Result<Entry> promote(const std::string& name) override
    {
        auto library = nets::ModelLibrary::open();
        if (!library)
            return tl::unexpected(library.error());
        return library->promote(name).and_then([&] { return library->find("default"); }).map(entry(*library));
    }

    Result<Entry> previous() const override
    {
        const auto library = nets::ModelLibrary::open();
        return library ? library->previous().map(entry(*library)) : tl::unexpected(library.error());
    }

    Result<Entry> rollBack() override
    {
        auto library = nets::ModelLibrary::open();
        if (!library)
            return tl::unexpected(library.error());
        return library->rollBack().and_then([&] { return library->find("default"); }).map(entry(*library));
    }

    Result<void> remove(const std::string& name) override
    {
        auto library = nets::ModelLibrary::open();
        return library ? library->remove(name) : tl::unexpected(library.error());
    }

    Result<Entry> exportTo(const std::string& name, const std::filesystem::path& folder) override
    {
        const auto library = nets::ModelLibrary::open();
        if (!library)
            return tl::unexpected(library.error());
        return library->exportModel(name, folder).and_then([&] { return library->find(name); }).map(entry(*library));
    }
};

} // namespace

Result<std::vector<std::string>> Models::embedders() const
{
    const auto all = list();
    if (!all)
        return tl::unexpected(all.error());
    std::vector<std::string> names;
    for (const auto& model : *all)
        if (model.hasWeights && model.givesVectors)
            names.insert(model.isDefault ? names.begin() : names.end(), model.name + ":" + model.version);
    return names;
}

Models& Models::library()
{
    static MachineModels models;
    return models;
}

} // namespace vetrina::session
