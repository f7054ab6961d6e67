#include "core/nets/library.h"

#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/base/paths.h"
#include "core/nets/weights.h"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <sstream>

namespace vetrina::nets {

namespace {

namespace fs = std::filesystem;

constexpr const char* cardName = "card.json";
constexpr const char* defaultName = "default"; ///< a file that holds the promoted model's id
constexpr const char* beforeName = "default.before"; ///< a file with the ids of those before it, the last one last
constexpr std::size_t remembered = 20;

/// Levenshtein distance: how many letters are wrong.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const auto substituted = diagonal + (a[i] != b[j]);
            diagonal = row[j + 1];
            row[j + 1] = std::min({ row[j + 1] + 1, row[j] + 1, substituted });
        }
    }
    return row.back();
}

std::vector<fs::path> sortedEntries(const fs::path& folder)
{
    std::vector<fs::path> entries;
    std::error_code ignored; // a folder that can't be listed has no models
    for (fs::directory_iterator it(folder, ignored), end; it != end; it.increment(ignored))
        entries.push_back(it->path());
    std::ranges::sort(entries);
    return entries;
}

Result<void> makeFolder(const fs::path& folder)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        return tl::unexpected(systemError(folder.string(), error.value()));
    return {};
}

/// Copies by reading: weights fit in memory, and replaceFile() leaves no half file behind.
Result<void> copyFile(const fs::path& from, const fs::path& to)
{
    const auto bytes = readFile(from, std::uint64_t(1) << 34);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return replaceFile(to, *bytes);
}

Result<std::string> checkedSum(const ModelCard& card, const fs::path& weights)
{
    auto sum = sha256OfFile(weights);
    if (sum && !card.weightsSha256.empty() && *sum != card.weightsSha256)
        return fail(Error::Code::WrongUse,
            weights.string() + ": is not the file that the card of " + card.id() + " names",
            "Take the card that came with these weights, or import them under a version of their own.");
    return sum;
}

bool isFile(const fs::path& path)
{
    std::error_code ignored;
    return fs::is_regular_file(path, ignored);
}

} // namespace

Result<ModelLibrary> ModelLibrary::open(fs::path shipped, fs::path own)
{
    ModelLibrary library;
    library.m_shipped = std::move(shipped);
    library.m_own = std::move(own);
    if (auto done = library.reload(); !done)
        return tl::unexpected(done.error());
    return library;
}

Result<ModelLibrary> ModelLibrary::open() { return open(paths::share() / "models", paths::data() / "models"); }

Result<void> ModelLibrary::reload()
{
    m_models.clear();
    m_problems.clear();
    m_shippedId.clear();
    const auto take = [&](const fs::path& file, bool ships) {
        auto card = ModelCard::read(file);
        if (!card) {
            m_problems.push_back(card.error());
            return;
        }
        Model model{ std::move(*card), file, {}, ships, false };
        model.weights = file.parent_path() / model.card.weightsFile;
        if (!isFile(model.weights))
            model.weights.clear();
        if (ships && model.ready() && m_shippedId.empty())
            m_shippedId = model.card.id();
        const auto known = std::ranges::find(m_models, model.card.id(), [](const Model& m) { return m.card.id(); });
        if (known == m_models.end())
            m_models.push_back(std::move(model));
        else if (!known->ready() && model.ready())
            *known = std::move(model);
    };
    for (const auto& folder : sortedEntries(m_own))
        for (const auto& version : sortedEntries(folder))
            if (isFile(version / cardName))
                take(version / cardName, false);
    for (const auto& file : sortedEntries(m_shipped))
        if (file.extension() == ".json")
            take(file, true);

    std::ranges::stable_sort(m_models, {}, [](const Model& m) { return std::pair(m.card.name, m.card.version); });
    if (const auto promoted = readFile(m_own / defaultName, 1024))
        for (auto& model : m_models)
            model.promoted = model.ready() && asText(*promoted) == model.card.id();
    return {};
}

std::string ModelLibrary::defaultId()
{
    static const std::string shipped = [] {
        const auto all = open(paths::share() / "models", {});
        return all ? all->m_shippedId : std::string();
    }();
    const fs::path own = paths::data() / "models";
    const auto promoted = readFile(own / defaultName, 1024);
    if (!promoted)
        return shipped;
    // One whose weights are gone, or that shipped with an earlier Vetrina, is the default no longer: as in find().
    const std::string id(asText(*promoted));
    const auto colon = id.rfind(':');
    if (colon == std::string::npos)
        return shipped;
    const auto name = id.substr(0, colon), version = id.substr(colon + 1);
    const bool here = isFile(own / name / version / cardName)
        && isFile(own / name / version / (name + "_" + version + ".safetensors"));
    return here ? id : shipped;
}

std::string ModelLibrary::nextVersion(const std::string& name) const
{
    int highest = 0;
    const auto count = [&](const std::string& version) {
        int number = 0;
        const char* end = version.data() + version.size();
        if (std::from_chars(version.data(), end, number).ptr == end)
            highest = std::max(highest, number);
    };
    for (const auto& model : m_models)
        if (model.card.name == name)
            count(model.card.version);
    for (const auto& folder : sortedEntries(m_own / name)) // of one that was removed too
        count(folder.filename().string());
    return std::to_string(highest + 1);
}

Result<Model> ModelLibrary::find(std::string_view name) const
{
    std::vector<const Model*> named;
    for (const auto& model : m_models) {
        if ((name == defaultName && model.promoted) || name == model.card.id()
            || name == model.card.name + "_" + model.card.version)
            return model;
        if (name == model.card.name)
            named.push_back(&model);
    }
    // Until one is promoted it is the one that ships with its weights.
    if (const auto shipped = std::ranges::find(m_models, m_shippedId, [](const Model& m) { return m.card.id(); });
        name == defaultName && shipped != m_models.end())
        return *shipped;
    if (name == defaultName)
        return fail(Error::Code::NotFound, "no model is the default: none ships here, and none was promoted",
            "Promote one: vetrina models promote NAME; before that, vetrina models import WEIGHTS --card CARD.");

    std::erase_if(named, [&](const Model* m) {
        return std::ranges::any_of(named, [&](const Model* other) {
            return other != m && ((other->promoted && !m->promoted) || (other->ready() && !m->ready()));
        });
    });
    if (named.size() == 1)
        return *named.front();
    if (!named.empty()) {
        std::string versions;
        for (const Model* model : named)
            versions += (versions.empty() ? "" : ", ") + model->card.id();
        return fail(Error::Code::WrongUse, "'" + std::string(name) + "' is more than one model",
            "Name one of " + versions + ".");
    }

    std::string nearest;
    for (const auto& model : m_models)
        for (const auto& known : { model.card.name, model.card.id() })
            if (nearest.empty() || distance(name, known) < distance(name, nearest))
                nearest = known;
    return fail(Error::Code::NotFound, "no model is called '" + std::string(name) + "'",
        nearest.empty() ? "Import one: vetrina models import" : "Did you mean '" + nearest + "'?");
}

Result<Model> ModelLibrary::resolve(const std::string& model, const std::string& card) const
{
    const fs::path weights(model);
    auto found = find(model);
    const bool isName = (found || found.error().code == Error::Code::WrongUse) && card.empty();
    if (isName || !isFile(weights)) {
        if (!card.empty())
            return fail(Error::Code::NotFound, model + ": there is no such weights file", "Check the path.");
        if (found && !found->ready())
            return fail(Error::Code::NotFound, "the weights of " + found->card.id() + " are not here",
                "Import them: vetrina models import FILE --card " + found->card.name);
        return found;
    }

    fs::path cardFile(card);
    if (card.empty()) {
        cardFile = fs::path(weights).replace_extension(".json");
        if (!isFile(cardFile))
            cardFile = weights.parent_path() / cardName;
        if (!isFile(cardFile))
            return fail(Error::Code::NotFound, model + ": has no card beside it", "Name one with --card.");
    }
    if (found = find(card); !card.empty() && found)
        cardFile = found->cardFile; // as above: a name first
    else if (!isFile(cardFile))
        return tl::unexpected(found.error());
    auto read = ModelCard::read(cardFile);
    if (!read)
        return tl::unexpected(read.error());
    const auto sum = checkedSum(*read, weights);
    if (!sum)
        return tl::unexpected(sum.error());
    return Model{ read->withWeights(weights.filename().string(), *sum), cardFile, weights, false, false };
}

Result<Model> ModelLibrary::importModel(
    const fs::path& weights, const std::string& card, const std::optional<std::string>& version)
{
    auto source = find(card).map([](Model m) { return m.card; });
    if (!source && isFile(card))
        source = ModelCard::read(card);
    if (!source)
        return tl::unexpected(source.error());
    if (version) {
        source->version = *version;
        source->weightsSha256.clear();
    }
    const auto sum = checkedSum(*source, weights);
    if (!sum)
        return tl::unexpected(sum.error());
    if (const auto readable = Weights::read(weights); !readable)
        return tl::unexpected(readable.error());
    const auto file = source->name + "_" + source->version + ".safetensors";
    const auto checked = ModelCard::parse(source->withWeights(file, *sum).serialise(), card);
    if (!checked)
        return tl::unexpected(checked.error());

    const fs::path folder = m_own / checked->name / checked->version;
    if (isFile(folder / cardName))
        return fail(Error::Code::WrongUse, checked->id() + " is in the library already",
            "Remove it first, or import these weights under another version.");
    if (auto made = makeFolder(folder); !made)
        return tl::unexpected(made.error());
    if (auto copied = copyFile(weights, folder / checked->weightsFile); !copied)
        return tl::unexpected(copied.error());
    // The card comes last: a folder without one is no model.
    if (auto written = replaceFile(folder / cardName, asBytes(checked->serialise())); !written)
        return tl::unexpected(written.error());
    if (auto done = reload(); !done)
        return tl::unexpected(done.error());
    return find(checked->id());
}

Result<void> ModelLibrary::exportModel(std::string_view name, const fs::path& folder) const
{
    const auto model = find(name);
    if (!model)
        return tl::unexpected(model.error());
    if (!model->ready())
        return fail(
            Error::Code::WrongUse, "the weights of " + model->card.id() + " are not here", "Import them first.");
    if (auto made = makeFolder(folder); !made)
        return made;
    if (auto copied = copyFile(model->weights, folder / model->card.weightsFile); !copied)
        return copied;
    return replaceFile(folder / cardName, asBytes(model->card.serialise()));
}

Result<void> ModelLibrary::promote(std::string_view name)
{
    const auto model = find(name);
    if (!model)
        return tl::unexpected(model.error());
    if (!model->ready())
        return fail(
            Error::Code::WrongUse, "the weights of " + model->card.id() + " are not here", "Import them first.");
    if (auto made = makeFolder(m_own); !made)
        return made;
    if (const auto now = find(defaultName); now && now->card.id() != model->card.id()) {
        auto before = promotedBefore();
        before.push_back(now->card.id());
        if (before.size() > remembered)
            before.erase(before.begin());
        if (auto kept = remember(std::move(before)); !kept)
            return kept;
    }
    if (auto written = replaceFile(m_own / defaultName, asBytes(model->card.id())); !written)
        return written;
    return reload();
}

std::vector<std::string> ModelLibrary::promotedBefore() const
{
    std::vector<std::string> before;
    if (const auto text = readFile(m_own / beforeName, 64 * 1024)) {
        std::istringstream lines{ std::string(asText(*text)) };
        for (std::string line; std::getline(lines, line);)
            if (!line.empty())
                before.push_back(line);
    }
    return before;
}

Result<void> ModelLibrary::remember(std::vector<std::string> before)
{
    std::string text;
    for (const auto& id : before)
        text += id + "\n";
    return replaceFile(m_own / beforeName, asBytes(text));
}

Result<Model> ModelLibrary::previous() const
{
    const auto before = promotedBefore();
    const auto now = find(defaultName);
    for (auto id = before.rbegin(); id != before.rend(); ++id)
        if (const auto model = find(*id); model && model->ready() && !(now && now->card.id() == *id))
            return *model;
    return fail(Error::Code::NotFound, "no model was the default before this one",
        "Promote the one you want: vetrina models promote NAME");
}

Result<void> ModelLibrary::rollBack()
{
    const auto model = previous();
    if (!model)
        return tl::unexpected(model.error());
    // The default first: killed in between, the one before is remembered once too often, and that is skipped.
    if (auto written = replaceFile(m_own / defaultName, asBytes(model->card.id())); !written)
        return written;
    auto before = promotedBefore();
    while (!before.empty()) {
        const bool found = before.back() == model->card.id();
        before.pop_back();
        if (found)
            break;
    }
    if (auto kept = remember(std::move(before)); !kept)
        return kept;
    return reload();
}

Result<void> ModelLibrary::remove(std::string_view name)
{
    const auto model = find(name);
    if (!model)
        return tl::unexpected(model.error());
    if (model->ships)
        return fail(Error::Code::WrongUse, model->card.id() + " ships with Vetrina", "It can't be removed.");
    std::error_code error;
    fs::remove(model->cardFile, error); // first: a folder without a card is no model
    if (!error && model->promoted)
        fs::remove(m_own / defaultName, error);
    // The empty folder stays: its number is not given again. Scores and vectors of the version may stand in projects,
    // and another model of that name would be taken for it.
    if (!error)
        fs::remove(model->weights, error);
    if (error)
        return tl::unexpected(systemError(model->cardFile.string(), error.value()));
    return reload();
}

} // namespace vetrina::nets
