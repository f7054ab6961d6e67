#include "core/session/models.h"
#include "app/commands/commands.h"

#include <cstdio>

namespace vetrina::app {

namespace {

nlohmann::json asJson(const session::Models::Entry& entry)
{
    return { { "name", entry.name }, { "version", entry.version }, { "classes", entry.classes },
        { "default", entry.isDefault }, { "weights", entry.hasWeights } };
}

void list(Context& context)
{
    const auto entries = session::Models::library().list();
    if (!entries)
        return say(context, entries.error());
    auto models = nlohmann::json::array();
    for (const auto& entry : *entries) {
        models.push_back(asJson(entry));
        if (!context.json)
            std::printf("%-24s %-10s %s%s\n", entry.name.c_str(), entry.version.c_str(),
                entry.hasWeights ? "" : "card only ", entry.isDefault ? "default" : "");
    }
    if (context.json)
        print({ { "models", std::move(models) } });
}

void show(Context& context, const std::string& name)
{
    const auto entry = session::Models::library().show(name);
    if (!entry)
        return say(context, entry.error());
    if (!context.json)
        return void(std::printf("%s\n", entry->card.c_str()));
    auto model = asJson(*entry);
    model["card"] = nlohmann::json::parse(entry->card);
    print({ { "models", { std::move(model) } } });
}

/// What became of one model.
void sayDone(Context& context, const Result<session::Models::Entry>& entry, const std::string& words)
{
    if (!entry)
        return say(context, entry.error());
    if (context.json)
        print({ { "models", { asJson(*entry) } } });
    else
        std::printf("%s:%s %s\n", entry->name.c_str(), entry->version.c_str(), words.c_str());
}

void remove(Context& context, const std::string& name)
{
    auto& library = session::Models::library();
    const auto entry = library.show(name); // what is gone can't be told any more
    if (const auto removed = entry ? library.remove(name) : Result<void>(); !removed)
        return say(context, removed.error());
    sayDone(context, entry, "is no longer in the library");
}

} // namespace

void addModels(CLI::App& program, Context& context)
{
    auto* command = program.add_subcommand("models", "The model library");
    command->require_subcommand(1);

    auto* lists = command->add_subcommand("list", "Every model there is");
    addOutputOptions(*lists, context);
    lists->callback([&context] { list(context); });

    auto* shows = command->add_subcommand("show", "A model's card");
    auto name = std::make_shared<std::string>();
    shows->add_option("model", *name, "NAME or NAME:VERSION")->required();
    addOutputOptions(*shows, context);
    shows->callback([=, &context] { show(context, *name); });

    auto* imports = command->add_subcommand("import", "Takes weights into the library");
    auto weights = std::make_shared<std::string>();
    auto card = std::make_shared<std::string>();
    imports->add_option("weights", *weights, "A safetensors file")->required();
    imports->add_option("--card", *card, "A card file, or the name of a card that ships");
    addOutputOptions(*imports, context);
    imports->footer("Example:\n  vetrina models import braai_d6_m7.safetensors --card braai_d6_m7");
    imports->callback(
        [=, &context] { sayDone(context, session::Models::library().import(*weights, *card), "is in the library"); });

    const auto ofOne = [&](const char* verb, const char* what, const char* example) {
        auto* one = command->add_subcommand(verb, what);
        one->add_option("model", *name, "NAME or NAME:VERSION")->required();
        addOutputOptions(*one, context);
        one->footer(std::string("Example:\n  vetrina models ") + example);
        return one;
    };
    auto* exports = ofOne("export", "Writes a model's card and weights into a folder",
        "export braai_d6_m7 --out braai/\n  vetrina models import braai/*.safetensors --card braai/card.json");
    auto folder = std::make_shared<std::string>();
    exports->add_option("--out", *folder, "The folder, made if absent")->required();
    exports->callback(
        [=, &context] { sayDone(context, session::Models::library().exportTo(*name, *folder), "is in " + *folder); });
    auto* promotes =
        ofOne("promote", "Makes a model the default: what `default` means, and what scores a project that is opened",
            "promote braai_d6_m7:1\n  vetrina models promote --previous");
    auto back = std::make_shared<bool>(false);
    promotes->get_option("model")->required(false);
    promotes->add_flag("--previous", *back, "Rolls back: the model that was the default before this one");
    promotes->callback([=, &context] {
        if (*back != name->empty())
            return say(context,
                { Error::Code::WrongUse, "promote: which model", "Give either its name, or --previous without one." });
        auto& library = session::Models::library();
        sayDone(context, *back ? library.rollBack() : library.promote(*name), "is the default");
    });
    ofOne("remove", "Takes a model out of the library; scores that it gave stay", "remove braai_d6_m7:1")
        ->callback([=, &context] { remove(context, *name); });
}

} // namespace vetrina::app
