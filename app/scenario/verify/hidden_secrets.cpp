// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/verify/hidden_secrets.h"

#include "base/text/hex.h"
#include "base/text/visible_text.h"
#include "redaction/secret_values.h"
#include "redaction/secrets.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace framescope::scenario {

namespace {

constexpr std::string_view Cut = "…";

/// What the values look like in results.
std::vector<std::string> shownForms(const collection::SecretValues& secrets)
{
    std::vector<std::string> forms;
    for (const auto& [name, value] : secrets) {
        const QByteArray bytes = value.toUtf8();
        const QByteArray json = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
        for (std::string form :
             {bytes.toStdString(), visibleText(bytes.toStdString()),
              json.mid(2, json.size() - 4).toStdString(), spacedHex(viewOf(bytes)),
              toHex(viewOf(bytes)), bytes.toBase64(QByteArray::OmitTrailingEquals).toStdString()}) {
            if (!form.empty() && std::ranges::find(forms, form) == forms.end()) {
                forms.push_back(std::move(form));
            }
        }
    }
    return forms;
}

/// Hides the beginnings of values before the mark of a cut.
void hideCut(std::string& text, const std::vector<std::string>& forms)
{
    constexpr std::size_t Shortest = 4;
    for (std::size_t at = text.find(Cut); at != std::string::npos; at = text.find(Cut, at)) {
        const std::size_t end = text.find_last_not_of(' ', at == 0 ? 0 : at - 1) + 1;
        std::size_t hidden = 0;
        for (const std::string& form : forms) {
            for (std::size_t size = std::min(form.size(), end); size >= Shortest; --size) {
                const bool isBeginning = text.compare(end - size, size, form, 0, size) == 0;
                hidden = isBeginning ? std::max(hidden, size) : hidden;
            }
        }
        if (hidden > 0) {
            text.replace(end - hidden, hidden, redaction::SecretMarker);
            at = at - hidden + redaction::SecretMarker.size();
        }
        at += Cut.size();
    }
}

void hideForms(std::string& text, const std::vector<std::string>& forms)
{
    text = redaction::withoutValues(text, forms);
    hideCut(text, forms);
}

} // namespace

void hideSecrets(Values& values, const collection::SecretValues& secrets)
{
    const std::vector<std::string> forms = shownForms(secrets);
    for (auto& [name, value] : values) {
        hideForms(value, forms);
    }
}

void hideSecrets(RunResult& result, const collection::SecretValues& secrets)
{
    const std::vector<std::string> forms = shownForms(secrets);
    if (forms.empty()) {
        return;
    }
    const auto hide = [&forms](std::string& text) { hideForms(text, forms); };
    hideSecrets(result.values, secrets);
    hide(result.remark);
    for (StepResult& step : result.steps) {
        for (std::string* text : {&step.text, &step.expected, &step.came, &step.difference}) {
            hide(*text);
        }
        std::ranges::for_each(step.before, hide);
    }
}

} // namespace framescope::scenario
