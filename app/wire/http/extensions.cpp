// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/deflate.h"
#include "wire/http/http_head.h"
#include "wire/http/http_token.h"

#include <utility>

namespace framescope::wire {

namespace {

constexpr std::string_view ExtensionName = "permessage-deflate";
constexpr std::string_view ServerNoContextTakeover = "server_no_context_takeover";
constexpr std::string_view ClientNoContextTakeover = "client_no_context_takeover";
constexpr std::string_view ServerMaxWindowBits = "server_max_window_bits";
constexpr std::string_view ClientMaxWindowBits = "client_max_window_bits";

/// Parses one element of the header (RFC 6455 9.1).
class ElementParser
{
public:
    explicit ElementParser(std::string_view text) : text_(text) {}

    std::optional<Extension> parse()
    {
        Extension extension;
        extension.name = token();
        if (extension.name.empty()) {
            return std::nullopt;
        }
        while (accept(';')) {
            auto parameter = this->parameter();
            if (!parameter) {
                return std::nullopt;
            }
            extension.parameters.push_back(*std::move(parameter));
        }
        if (!text_.empty()) {
            return std::nullopt;
        }
        return extension;
    }

private:
    std::optional<Extension::Parameter> parameter()
    {
        Extension::Parameter parameter{token(), std::nullopt};
        if (parameter.name.empty()) {
            return std::nullopt;
        }
        if (!accept('=')) {
            return parameter;
        }
        parameter.value = accept('"') ? quoted() : token();
        if (!isToken(*parameter.value)) {
            return std::nullopt;
        }
        return parameter;
    }

    std::string token()
    {
        skipSpace();
        std::size_t length = 0;
        while (length < text_.size() && isTokenCharacter(text_[length])) {
            ++length;
        }
        std::string result(text_.substr(0, length));
        text_.remove_prefix(length);
        skipSpace();
        return result;
    }

    /// Takes a quoted string and returns it unescaped; empty if the quotes are not closed.
    std::string quoted()
    {
        std::string result;
        while (!text_.empty()) {
            char c = text_.front();
            text_.remove_prefix(1);
            if (c == '"') {
                skipSpace();
                return result;
            }
            if (c == '\\' && !text_.empty()) {
                c = text_.front();
                text_.remove_prefix(1);
            }
            result += c;
        }
        return {};
    }

    bool accept(char c)
    {
        skipSpace();
        if (text_.empty() || text_.front() != c) {
            return false;
        }
        text_.remove_prefix(1);
        return true;
    }

    void skipSpace()
    {
        while (!text_.empty() && isSpace(text_.front())) {
            text_.remove_prefix(1);
        }
    }

    std::string_view text_;
};

/// Parses a number from 8 to 15 without leading zeros (RFC 7692 7.1.2).
std::optional<int> windowBits(std::string_view value)
{
    if (value == "8" || value == "9") {
        return value.front() - '0';
    }
    if (value.size() == 2 && value.front() == '1' && value.back() >= '0' && value.back() <= '5') {
        return 10 + (value.back() - '0');
    }
    return std::nullopt;
}

/// Sets `seen`. Returns false if it was set already: no parameter may occur twice.
bool once(bool& seen)
{
    return !std::exchange(seen, true);
}

/// `bareClientBits`: client_max_window_bits may lack a value, as in offers. `fault`, if not null,
/// is set to the first invalid parameter.
std::optional<DeflateParameters> parseParameters(const Extension& extension, bool bareClientBits,
                                                 const Extension::Parameter** fault = nullptr)
{
    if (extension.name != ExtensionName) {
        return std::nullopt;
    }
    DeflateParameters result;
    bool serverBits = false;
    bool clientBits = false;
    for (const Extension::Parameter& parameter : extension.parameters) {
        const auto& [name, value] = parameter;
        bool valid = false;
        if (name == ServerNoContextTakeover) {
            valid = !value && once(result.serverNoContextTakeover);
        } else if (name == ClientNoContextTakeover) {
            valid = !value && once(result.clientNoContextTakeover);
        } else if (name == ServerMaxWindowBits) {
            const auto bits = windowBits(value.value_or(""));
            valid = bits && once(serverBits);
            result.serverMaxWindowBits = bits.value_or(0);
        } else if (name == ClientMaxWindowBits) {
            const auto bits = bareClientBits && !value ? 15 : windowBits(value.value_or(""));
            valid = bits && once(clientBits);
            result.clientMaxWindowBits = bits.value_or(0);
        }
        if (!valid) {
            if (fault) {
                *fault = &parameter;
            }
            return std::nullopt;
        }
    }
    return result;
}

} // namespace

std::vector<Extension> parseExtensions(std::string_view value)
{
    std::vector<Extension> result;
    for (const std::string& element : splitList(value)) {
        if (auto extension = ElementParser(element).parse()) {
            result.push_back(*std::move(extension));
        }
    }
    return result;
}

std::optional<DeflateParameters> parseDeflateAnswer(const Extension& extension)
{
    return parseParameters(extension, false);
}

const Extension::Parameter* invalidInAnswer(const Extension& extension)
{
    const Extension::Parameter* fault = nullptr;
    parseParameters(extension, false, &fault);
    return fault;
}

std::optional<DeflateParameters> answerDeflateOffer(const Extension& offer)
{
    return parseParameters(offer, true);
}

std::string formatDeflate(const DeflateParameters& parameters)
{
    std::string text(ExtensionName);
    const auto add = [&text](std::string_view parameter) { text.append("; ").append(parameter); };
    if (parameters.serverNoContextTakeover) {
        add(ServerNoContextTakeover);
    }
    if (parameters.clientNoContextTakeover) {
        add(ClientNoContextTakeover);
    }
    if (parameters.serverMaxWindowBits != 15) {
        add(ServerMaxWindowBits);
        text += '=' + std::to_string(parameters.serverMaxWindowBits);
    }
    if (parameters.clientMaxWindowBits != 15) {
        add(ClientMaxWindowBits);
        text += '=' + std::to_string(parameters.clientMaxWindowBits);
    }
    return text;
}

} // namespace framescope::wire
