#include "core/nets/card.h"

#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/prepare/card_json.h"

#include <algorithm>
#include <cctype>

namespace vetrina::nets {

namespace {

using prepare::CardObject;
using Json = nlohmann::json;
using Ordered = nlohmann::ordered_json;

constexpr int schemaVersion = 1;
constexpr std::uint64_t largestCard = 4 << 20;
constexpr int deepest = 32;

struct Variant {
    std::string_view name;
    std::vector<int> depths, dims;
    bool convMlp;
};

const std::vector<Variant>& convnextVariants()
{
    static const std::vector<Variant> all{
        { "atto", { 2, 2, 6, 2 }, { 40, 80, 160, 320 }, true },
        { "femto", { 2, 2, 6, 2 }, { 48, 96, 192, 384 }, true },
        { "pico", { 2, 2, 6, 2 }, { 64, 128, 256, 512 }, true },
        { "nano", { 2, 2, 8, 2 }, { 80, 160, 320, 640 }, true },
        { "tiny", { 3, 3, 9, 3 }, { 96, 192, 384, 768 }, false },
    };
    return all;
}

const std::vector<std::pair<std::string, Precision>> precisions{ { "float32", Precision::Float32 },
    { "tf32", Precision::Tf32 }, { "bfloat16", Precision::BFloat16 } };
const std::vector<std::pair<std::string, Output>> outputs{ { "sigmoid", Output::Sigmoid },
    { "softmax", Output::Softmax }, { "real-then-type", Output::RealThenType } };
const std::vector<std::pair<std::string, Head>> heads{ { "timm", Head::Timm }, { "btsbot", Head::BtsBot } };

template <typename E> std::string word(const std::vector<std::pair<std::string, E>>& words, E meaning)
{
    return std::ranges::find(words, meaning, &std::pair<std::string, E>::second)->first;
}

/// Names become folder names and parts of column names.
bool isPlainName(const std::string& name)
{
    constexpr std::string_view also = "._+-";
    return !name.empty() && name.size() <= 100 && name.front() != '.' && name.front() != '-'
        && std::ranges::all_of(
            name, [&](unsigned char c) { return std::isalnum(c) || also.find(char(c)) != also.npos; });
}

bool isSha256(const std::string& text)
{
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

Result<Architecture> parseArchitecture(CardObject& card, const Json* options)
{
    Architecture made;
    made.family = card.text("family");
    made.variant = card.text("variant");
    const Json none = Json::object();
    CardObject object(options ? *options : none, card.place() + ".architecture");
    made.prefix = object.text("prefix", "");
    if (made.family == "braai") {
        if (made.variant != "vgg6")
            return fail(Error::Code::Unsupported, card.place() + ".variant: braai has no '" + made.variant + "'",
                "It has vgg6.");
    } else if (made.family == "convnext") {
        made.head = object.choice<Head>("head", heads, Head::Timm);
        made.fc1 = object.integer("fc1", 1, 65536, 256);
        made.fc2 = object.integer("fc2", 1, 65536, 8);
        const auto& known = convnextVariants();
        const auto variant = std::ranges::find(known, made.variant, &Variant::name);
        if (variant != known.end()) {
            made.depths = variant->depths;
            made.dims = variant->dims;
            made.convMlp = variant->convMlp;
        } else if (made.variant == "custom") {
            made.depths = object.integers("depths", 1, 64);
            made.dims = object.integers("dims", 1, 4096);
            made.convMlp = object.choice<bool>("mlp", { { "conv", true }, { "linear", false } }, true);
            if (made.depths.size() != 4 || made.dims.size() != 4)
                object.wrong("depths", "expected four depths and four dims");
        } else {
            return fail(Error::Code::Unsupported, card.place() + ".variant: convnext has no '" + made.variant + "'",
                "It has atto, femto, pico, nano, tiny and custom.");
        }
    } else {
        return fail(Error::Code::Unsupported, card.place() + ".family: '" + made.family + "' is not known here",
            "This version has braai and convnext.");
    }
    if (auto whole = object.finish(); !whole)
        return tl::unexpected(whole.error());
    return made;
}

Ordered toJson(const Architecture& architecture)
{
    Ordered json = Ordered::object();
    if (architecture.family == "convnext") {
        json["head"] = word(heads, architecture.head);
        if (architecture.head == Head::BtsBot) {
            json["fc1"] = architecture.fc1;
            json["fc2"] = architecture.fc2;
        }
        if (architecture.variant == "custom") {
            json["depths"] = architecture.depths;
            json["dims"] = architecture.dims;
            json["mlp"] = architecture.convMlp ? "conv" : "linear";
        }
    }
    if (!architecture.prefix.empty())
        json["prefix"] = architecture.prefix;
    return json;
}

double parseTemperature(CardObject& card)
{
    const Json* calibration = card.member("calibration", true);
    if (!calibration || calibration->is_null())
        return 1;
    CardObject object(*calibration, card.place() + ".calibration");
    (void)object.choice<int>("method", { { "temperature", 0 } });
    const double temperature = object.number("temperature", 1e-3, 1e3);
    if (auto whole = object.finish(); !whole)
        card.wrong("calibration", whole.error().message);
    return temperature;
}

std::string freeObject(CardObject& card, const std::string& key)
{
    const Json* value = card.member(key, true);
    if (!value || value->is_null())
        return "{}";
    if (!value->is_object())
        card.wrong(key, "expected an object");
    return value->dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Null where the text is not JSON or nested too deeply.
std::optional<Json> parseJson(std::string_view text)
{
    bool tooDeep = false;
    const auto guard = [&](int depth, Json::parse_event_t, Json&) {
        tooDeep = tooDeep || depth > deepest;
        return depth <= deepest;
    };
    Json json = Json::parse(text.begin(), text.end(), guard, false);
    if (json.is_discarded() || tooDeep)
        return {};
    return json;
}

} // namespace

Result<ModelCard> ModelCard::parse(std::string_view text, const std::string& place)
{
    const auto json = parseJson(text);
    if (!json || !json->is_object())
        return fail(Error::Code::Malformed, place + ": is not a JSON object", "Give a model card.");

    CardObject object(*json, place);
    if (const int schema = object.integer("vetrina_card", 1, 1 << 20); schema > schemaVersion)
        return fail(Error::Code::Unsupported, place + ": is a card of a newer kind (" + std::to_string(schema) + ")",
            "Update Vetrina.");
    if (!json->contains("vetrina_card"))
        return fail(Error::Code::Malformed, place + ": is not a model card (no vetrina_card)", "Give a model card.");

    ModelCard card;
    card.name = object.text("name");
    card.version = object.text("version");
    card.title = object.text("title", "");
    auto architecture = parseArchitecture(object, object.member("architecture", true));
    if (!architecture)
        return tl::unexpected(architecture.error());
    card.architecture = std::move(*architecture);

    const Json* input = object.member("input");
    const Json* steps = object.member("prepare");
    if (input && steps) {
        auto pipeline = prepare::Pipeline::parse(*input, *steps);
        if (!pipeline)
            return tl::unexpected(at(place, pipeline.error()));
        card.pipeline = std::move(*pipeline);
        card.m_input = input->dump();
        card.m_steps = steps->dump();
    }

    card.metadata = object.texts("metadata", true);
    card.classes = object.texts("classes");
    card.output = object.choice<Output>("output", outputs);
    card.threshold = object.number("threshold", 0, 1, 0.5);
    card.precision = object.choice<Precision>("precision", precisions, Precision::Float32);
    card.saliencyLayer = object.text("saliency_layer", "");
    card.temperature = parseTemperature(object);
    card.metrics = freeObject(object, "metrics");
    card.provenance = freeObject(object, "provenance");
    card.licence = object.text("licence");
    if (const Json* weights = object.member("weights")) {
        CardObject file(*weights, place + ".weights");
        card.weightsFile = file.text("file");
        card.weightsSha256 = file.text("sha256", "");
        if (!isPlainName(card.weightsFile))
            file.wrong("file", "expected a file name without a folder");
        if (!card.weightsSha256.empty() && !isSha256(card.weightsSha256))
            file.wrong("sha256", "expected 64 lower-case hex digits");
        if (auto whole = file.finish(); !whole)
            return tl::unexpected(whole.error());
    }
    if (!isPlainName(card.name))
        object.wrong("name", "expected letters, digits and ._+- only");
    if (!isPlainName(card.version))
        object.wrong("version", "expected letters, digits and ._+- only");
    if (card.classes.empty() || card.classes.size() > 4096)
        object.wrong("classes", "expected at least one");
    if (card.output == Output::Softmax && card.classes.size() == 1)
        object.wrong("output", "softmax needs two classes or more");
    if (card.output == Output::RealThenType && (card.classes.size() < 3 || card.classes.front() != "real"))
        object.wrong("output", "real-then-type needs the class real, and then two types or more");
    if (auto whole = object.finish(); !whole)
        return tl::unexpected(whole.error());
    return card;
}

Result<ModelCard> ModelCard::read(const std::filesystem::path& file)
{
    const auto bytes = readFile(file, largestCard);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return parse(asText(*bytes), file.string());
}

std::string ModelCard::serialise() const
{
    Ordered json;
    json["vetrina_card"] = schemaVersion;
    json["name"] = name;
    json["version"] = version;
    json["title"] = title;
    json["family"] = architecture.family;
    json["variant"] = architecture.variant;
    if (const auto options = toJson(architecture); !options.empty())
        json["architecture"] = options;
    json["input"] = Ordered::parse(m_input);
    json["prepare"] = Ordered::parse(m_steps);
    json["metadata"] = metadata;
    json["classes"] = classes;
    json["output"] = word(outputs, output);
    json["threshold"] = threshold;
    json["precision"] = word(precisions, precision);
    json["saliency_layer"] = saliencyLayer;
    json["calibration"] =
        temperature == 1 ? Ordered() : Ordered{ { "method", "temperature" }, { "temperature", temperature } };
    json["metrics"] = Ordered::parse(metrics);
    json["provenance"] = Ordered::parse(provenance);
    json["licence"] = licence;
    json["weights"] = { { "file", weightsFile }, { "sha256", weightsSha256 } };
    return json.dump(2, ' ', false, Ordered::error_handler_t::replace) + "\n";
}

std::string ModelCard::fingerprint() const
{
    const Ordered functional{ architecture.family, architecture.variant, toJson(architecture), m_input, m_steps,
        metadata, classes, word(outputs, output), word(precisions, precision), temperature, weightsSha256 };
    const auto text = functional.dump(-1, ' ', false, Ordered::error_handler_t::replace);
    return sha256(asBytes(text));
}

ModelCard ModelCard::withWeights(std::string file, std::string sum) const
{
    ModelCard other = *this;
    other.weightsFile = std::move(file);
    other.weightsSha256 = std::move(sum);
    return other;
}

} // namespace vetrina::nets
