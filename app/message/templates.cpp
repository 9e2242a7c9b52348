// SPDX-License-Identifier: GPL-3.0-or-later
#include "message/templates.h"

#include "base/text/base64.h"
#include "base/text/likely_name.h"
#include "base/text/qt_string.h"
#include "base/text/utf8_validator.h"
#include "codec/decoding.h"
#include "codec/json/json_escapes.h"
#include "codec/json/json_path.h"
#include "codec/json/json_text.h"
#include "codec/json/json_walk.h"
#include "codec/json/last_members.h"
#include "message/template_reader.h"

#include <QDateTime>
#include <QStringList>
#include <QUuid>

#include <algorithm>
#include <array>
#include <memory>
#include <random>
#include <utility>

namespace framescope::message {

namespace {

using Piece = TemplateReader::Piece;

constexpr int MostTemplateLevels = 16;
constexpr QStringView VariablePrefix = u"env.";
constexpr const char* NoName = "a template without a name";
constexpr const char* NameHint = "write {{NAME}}";

std::string placeOf(qsizetype position)
{
    return "character " + std::to_string(position + 1);
}

std::string utf8(QStringView text)
{
    return text.toString().toStdString();
}

/// The first value at the path; nullopt if it is no JSON or has none. Of members with the same name
/// the last counts.
struct Found
{
    bool isJson = false;
    std::optional<QString> value;
};

Found valueAt(const codec::JsonPath& path, ByteView json)
{
    Found found;
    const std::string text = codec::withLastMembers(asText(json));
    found.isJson = codec::JsonWalk().run(asBytes(text), &path, [&](const codec::JsonValue& value) {
        if (!found.value) {
            found.value = toQString(value.kind == codec::JsonKind::String
                                        ? codec::unescape(asBytes(value.raw))
                                        : std::string(value.raw));
        }
    });
    return found;
}

/// The same in a message that may be encoded, as MessagePack or in base64.
Found valueInMessage(const codec::JsonPath& path, const QByteArray& message)
{
    Found found = valueAt(path, viewOf(message));
    if (!found.isJson) {
        const ByteView view = viewOf(message);
        const auto decoding =
            codec::decode(std::make_shared<const Bytes>(view.begin(), view.end()));
        if (decoding.tree && !decoding.tree->empty()) {
            const std::string json = codec::jsonText(*decoding.tree);
            found = valueAt(path, asBytes(json));
        }
    }
    return found;
}

Result<codec::JsonPath> pathFrom(const std::string& text)
{
    std::size_t length = 0;
    auto path = codec::JsonPath::parse(text, length);
    if (!path) {
        const codec::JsonPath::Mistake& mistake = path.error();
        return failure(mistake.what, {}, mistake.hint);
    }
    if (length != text.size()) {
        return failure("the path ends before \"" + text.substr(length) + "\"", {},
                       "a path is like $.items[0].id");
    }
    return *std::move(path);
}

/// The content of a template: its first word, and the rest.
struct Words
{
    QStringView name;
    QStringView argument;
};

Words wordsOf(QStringView content)
{
    const auto* const space =
        std::find_if(content.begin(), content.end(), [](QChar c) { return c.isSpace(); });
    const QStringView name = content.first(space - content.begin());
    return {name, content.sliced(name.size()).trimmed()};
}

QStringView variableName(QStringView content)
{
    return content.startsWith(VariablePrefix) ? content.sliced(VariablePrefix.size()) : content;
}

/// Replaces templates by their values, all at one time.
class Expansion
{
public:
    explicit Expansion(TemplateScope& scope)
        : scope_(scope), now_(scope.now ? *scope.now : QDateTime::currentDateTimeUtc())
    {
    }

    /// Whether the word is no variable.
    static bool isFunction(QStringView name)
    {
        return std::ranges::find(Functions, name, &Function::name) != std::end(Functions);
    }

    /// Whether the word is a function whose value changes from one time to the next.
    static bool isChanging(QStringView name)
    {
        const auto* const row = std::ranges::find(Functions, name, &Function::name);
        return row != std::end(Functions) && row->changes;
    }

    /// A template whose variables have no values yet.
    Result<void> check(const Piece& piece, int depth)
    {
        if (piece.kind != Piece::Kind::Template || depth == MostTemplateLevels) {
            return valueOf(piece, 0, depth).map([](const QString& /*value*/) {});
        }
        const auto [name, argument] = wordsOf(piece.content.trimmed());
        if (!isFunction(name)) {
            return name.isEmpty() || !argument.isEmpty() ? noFunction(name) : Result<void>();
        }
        if (auto checked = checkText(argument, depth + 1); !checked) {
            return checked;
        }
        if (name == u"last" || argument.contains(u"{{")) {
            return argument.isEmpty() || argument.contains(u"{{")
                       ? Result<void>()
                       : pathFrom(utf8(argument)).map([](const codec::JsonPath& /*path*/) {});
        }
        return valueOf(piece, 0, depth).map([](const QString& /*value*/) {});
    }

    Result<void> checkText(QStringView text, int depth)
    {
        Result<void> checked;
        TemplateReader reader(text);
        for (auto piece = reader.next(); piece && checked; piece = reader.next()) {
            checked = check(*piece, depth).map_error([&](Error error) {
                error.where = piece->kind == Piece::Kind::Template
                                  ? "{{" + utf8(piece->content) + "}}"
                                  : std::string();
                return error;
            });
        }
        return checked;
    }

    /// `offset` is the position of `text` in the whole text.
    Result<QString> textOf(QStringView text, qsizetype offset, int depth = 0)
    {
        QString result;
        TemplateReader reader(text);
        while (const auto piece = reader.next()) {
            auto value = valueOf(*piece, offset, depth);
            if (!value) {
                return value;
            }
            result += *value;
        }
        return result;
    }

    Result<QString> valueOf(const Piece& piece, qsizetype offset, int depth = 0)
    {
        if (piece.kind == Piece::Kind::Literal) {
            return piece.content.toString();
        }
        if (piece.kind == Piece::Kind::Unclosed) {
            return failure("the template is not closed", placeOf(offset + piece.begin),
                           "write }} after it, or \\{{ for the braces themselves");
        }
        if (depth == MostTemplateLevels) {
            return failure("templates are nested too deeply", placeOf(offset + piece.begin),
                           "use at most " + std::to_string(MostTemplateLevels) + " levels");
        }
        const QStringView content = piece.content.trimmed();
        const qsizetype start =
            offset + piece.contentBegin() + (content.data() - piece.content.data());
        return named(content, start, depth).map_error([&](Error error) {
            if (error.where.empty()) {
                error.where = placeOf(offset + piece.begin);
            }
            return error;
        });
    }

private:
    static Result<void> noFunction(QStringView name)
    {
        if (name.isEmpty()) {
            return failure(NoName, {}, NameHint);
        }
        std::vector<std::string> names;
        std::string list;
        for (const Function& function : Functions) {
            names.push_back(utf8(function.name));
            list += (list.empty() ? "" : ", ") + names.back();
        }
        const std::string likely = likelyName(utf8(name), names);
        return failure("no template is called \"" + utf8(name) + '"', {},
                       (likely.empty() ? std::string() : "did you mean " + likely + "? ") +
                           "understood here: " + list + ", and variables, of one word");
    }

    Result<QString> named(QStringView content, qsizetype offset, int depth)
    {
        const auto [name, argument] = wordsOf(content);
        const auto* const row = std::ranges::find(Functions, name, &Function::name);
        if (row == std::end(Functions)) {
            return variable(content);
        }
        if (!row->argument && !argument.isEmpty()) {
            return failure("{{" + utf8(name) + "}} takes nothing after its name");
        }
        return textOf(argument, offset + (argument.data() - content.data()), depth + 1)
            .and_then([&](const QString& value) { return (this->*row->value)(value); });
    }

    Result<QString> variable(QStringView content)
    {
        const QStringView name = variableName(content);
        const auto found = scope_.variables.find(name.toString());
        if (found != scope_.variables.end()) {
            return found->second;
        }
        if (name.isEmpty()) {
            return failure(NoName, {}, NameHint);
        }
        return failure("no template or variable is called \"" + utf8(name) + "\"", {},
                       "add the variable to the environment, or write \\{{ for the braces "
                       "themselves");
    }

    Result<QString> uuid(const QString& /*argument*/)
    {
        std::array<quint32, 4> words{};
        std::ranges::generate(words, std::ref(scope_.random));
        const auto byte = [&](int shift) { return static_cast<uchar>(words[3] >> shift); };
        const auto version = static_cast<ushort>(0x4000U | (words[1] & 0x0FFFU));
        const auto variant = static_cast<uchar>(0x80U | (words[2] & 0x3FU)); // RFC 4122 4.1.1
        return QUuid(words[0], static_cast<ushort>(words[1] >> 16), version, variant,
                     static_cast<uchar>(words[2] >> 8), static_cast<uchar>(words[2] >> 16),
                     static_cast<uchar>(words[2] >> 24), byte(0), byte(8), byte(16), byte(24))
            .toString(QUuid::WithoutBraces);
    }

    Result<QString> now(const QString& /*argument*/)
    {
        return QString::number(now_.toMSecsSinceEpoch());
    }

    Result<QString> nowIso(const QString& /*argument*/) { return now_.toString(Qt::ISODateWithMs); }

    Result<QString> counter(const QString& /*argument*/)
    {
        return QString::number(++scope_.counter);
    }

    Result<QString> random(const QString& argument)
    {
        const QStringList bounds = argument.simplified().split(u' ', Qt::SkipEmptyParts);
        bool isFrom = false;
        bool isTo = false;
        const qint64 from = bounds.value(0).toLongLong(&isFrom);
        const qint64 to = bounds.value(1).toLongLong(&isTo);
        if (bounds.size() != 2 || !isFrom || !isTo) {
            return failure("{{random}} takes two integers", {}, "write {{random 1 100}}");
        }
        if (from > to) {
            return failure("the first number of {{random}} is larger than the second", {},
                           "write the lower one first");
        }
        return QString::number(std::uniform_int_distribution<qint64>(from, to)(scope_.random));
    }

    Result<QString> base64(const QString& argument)
    {
        return toQString(toBase64(viewOf(argument.toUtf8())));
    }

    Result<QString> last(const QString& argument)
    {
        const auto message = scope_.last ? scope_.last() : std::nullopt;
        if (!message) {
            return failure("no message was received yet", {},
                           "{{last}} is the last received message");
        }
        if (argument.isEmpty()) {
            if (!isUtf8(viewOf(*message))) {
                return failure("the last received message is no text");
            }
            return toQString(asText(viewOf(*message)));
        }
        return pathFrom(argument.toStdString())
            .and_then([&](const codec::JsonPath& path) -> Result<QString> {
                Found found = valueInMessage(path, *message);
                if (!found.isJson) {
                    return failure("the last received message is not JSON");
                }
                if (!found.value) {
                    return failure("the last received message has no value at this path");
                }
                return *std::move(found.value);
            });
    }

    struct Function
    {
        QStringView name;
        bool argument;
        bool changes; ///< from one time to the next
        Result<QString> (Expansion::*value)(const QString& argument);
    };
    static const Function Functions[7];

    TemplateScope& scope_;
    const QDateTime now_;
};

const Expansion::Function Expansion::Functions[] = {
    {u"uuid", false, true, &Expansion::uuid},      {u"now", false, true, &Expansion::now},
    {u"now.iso", false, true, &Expansion::nowIso}, {u"counter", false, false, &Expansion::counter},
    {u"random", true, true, &Expansion::random},   {u"base64", true, false, &Expansion::base64},
    {u"last", true, false, &Expansion::last},
};

bool isRepeatable(QStringView text, int depth)
{
    TemplateReader reader(text);
    while (const auto piece = reader.next()) {
        if (piece->kind != Piece::Kind::Template || depth == MostTemplateLevels) {
            continue;
        }
        const Words words = wordsOf(piece->content.trimmed());
        if (Expansion::isChanging(words.name) || !isRepeatable(words.argument, depth + 1)) {
            return false;
        }
    }
    return true;
}

void addVariables(QStringView text, int depth, std::vector<QString>& names)
{
    TemplateReader reader(text);
    while (const auto piece = reader.next()) {
        if (piece->kind != Piece::Kind::Template || depth == MostTemplateLevels) {
            continue;
        }
        const QStringView content = piece->content.trimmed();
        if (const Words words = wordsOf(content); Expansion::isFunction(words.name)) {
            addVariables(words.argument, depth + 1, names);
        } else if (const QString name = variableName(content).toString();
                   !name.isEmpty() && std::ranges::find(names, name) == names.end()) {
            names.push_back(name);
        }
    }
}

} // namespace

Result<QString> expanded(QStringView text, TemplateScope& scope)
{
    const std::uint64_t counter = scope.counter;
    const RandomNumbers random = scope.random;
    auto result = Expansion(scope).textOf(text, 0);
    if (!result) {
        scope.counter = counter;
        scope.random = random;
    }
    return result;
}

std::vector<TemplateSpan> templatesIn(QStringView text, const TemplateScope& scope)
{
    TemplateScope copy = scope;
    Expansion expansion(copy);
    std::vector<TemplateSpan> spans;
    TemplateReader reader(text);
    while (const auto piece = reader.next()) {
        if (piece->kind != Piece::Kind::Literal) {
            spans.push_back({piece->begin, piece->length, expansion.valueOf(*piece, 0)});
        }
    }
    return spans;
}

std::optional<QString> withoutTemplates(QStringView text)
{
    QString escaped;
    qsizetype done = 0;
    for (qsizetype at = text.indexOf(u"{{"); at >= 0; at = text.indexOf(u"{{", at)) {
        qsizetype backslashes = at;
        while (backslashes > done && text[backslashes - 1] == u'\\') {
            --backslashes;
        }
        if ((at - backslashes) % 2 != 0) {
            return std::nullopt;
        }
        escaped += text.sliced(done, at - done);
        escaped += u'\\';
        done = at;
        while (at < text.size() && text[at] == u'{') {
            ++at;
        }
    }
    escaped += text.sliced(done);
    return escaped;
}

Result<void> checkTemplates(QStringView text)
{
    TemplateScope scope;
    return Expansion(scope).checkText(text, 0);
}

bool isRepeatable(QStringView text)
{
    return isRepeatable(text, 0);
}

std::vector<QString> variablesIn(QStringView text)
{
    std::vector<QString> names;
    addVariables(text, 0, names);
    return names;
}

const std::vector<TemplateHelp>& templateTable()
{
    static const std::vector<TemplateHelp> table = {
        {"{{uuid}}", "A random UUID (RFC 4122, version 4)"},
        {"{{now}}", "The time in milliseconds since 1970"},
        {"{{now.iso}}", "The time in UTC, 2026-01-31T12:00:00.000Z"},
        {"{{counter}}", "1, 2, 3 … through all messages of a connection"},
        {"{{random 1 100}}", "A random integer, both bounds included"},
        {"{{base64 TEXT}}", "A text in base64"},
        {"{{env.NAME}}", "A variable of the environment; {{NAME}} for short"},
        {"{{last}}", "The last received message"},
        {"{{last $.path}}", "A value of the last received message, by its JSON path"},
    };
    return table;
}

} // namespace framescope::message
