// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/server/tls.h"

#include <algorithm>
#include <array>
#include <climits>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

namespace framescope::scenario {

namespace {

constexpr std::size_t LargestRecord = 16 << 10;

std::string opensslReason()
{
    const char* reason = ERR_reason_error_string(ERR_get_error());
    ERR_clear_error();
    return reason ? reason : "unknown error";
}

using BioPointer = std::unique_ptr<BIO, decltype(&BIO_free)>;

BioPointer reading(const std::string& text)
{
    return {BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), BIO_free};
}

/// Never asks for a pass phrase.
int noPassPhrase(char*, int, int, void*)
{
    return -1;
}

bool useCertificates(SSL_CTX* context, const std::string& pem)
{
    const BioPointer from = reading(pem);
    X509* certificate = PEM_read_bio_X509(from.get(), nullptr, noPassPhrase, nullptr);
    const bool used = certificate && SSL_CTX_use_certificate(context, certificate) == 1;
    X509_free(certificate);
    while (used) {
        X509* issuer = PEM_read_bio_X509(from.get(), nullptr, noPassPhrase, nullptr);
        if (!issuer || SSL_CTX_add0_chain_cert(context, issuer) != 1) {
            X509_free(issuer);
            ERR_clear_error(); // the end of the text
            break;
        }
    }
    return used;
}

bool useKey(SSL_CTX* context, const std::string& pem)
{
    EVP_PKEY* key = PEM_read_bio_PrivateKey(reading(pem).get(), nullptr, noPassPhrase, nullptr);
    const bool used = key && SSL_CTX_use_PrivateKey(context, key) == 1;
    EVP_PKEY_free(key);
    return used;
}

} // namespace

class Tls::Context
{
public:
    SSL_CTX* get() const { return context_.get(); }

private:
    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_{SSL_CTX_new(TLS_server_method()),
                                                               SSL_CTX_free};
};

Result<std::shared_ptr<const Tls::Context>> Tls::contextFor(const Certificate& certificate)
{
    auto context = std::make_shared<Context>();
    if (!context->get()) {
        return failure("cannot prepare TLS: " + opensslReason());
    }
    SSL_CTX_set_min_proto_version(context->get(), TLS1_2_VERSION);
    SSL_CTX_set_options(context->get(), SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_session_cache_mode(context->get(), SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(context->get(), 0);
    SSL_CTX_set_mode(context->get(), SSL_MODE_RELEASE_BUFFERS);
    if (!useCertificates(context->get(), certificate.certificate)) {
        return failure("the certificate cannot be used: " + opensslReason(), {},
                       "a PEM file begins with -----BEGIN CERTIFICATE-----");
    }
    if (!useKey(context->get(), certificate.key)) {
        return failure("the private key cannot be used: " + opensslReason(), {},
                       "it is a PEM file without a pass phrase, and belongs to the certificate");
    }
    return context;
}

struct Tls::State
{
    explicit State(std::shared_ptr<const Context> shared)
        : context(std::move(shared)), ssl(SSL_new(context->get()), SSL_free),
          in(BIO_new(BIO_s_mem())), out(BIO_new(BIO_s_mem()))
    {
        SSL_set_bio(ssl.get(), in, out);
        SSL_set_accept_state(ssl.get());
    }

    void takeOutput(Bytes& to)
    {
        char* data = nullptr;
        const long size = BIO_get_mem_data(out, &data);
        append(to, asBytes({data, static_cast<std::size_t>(size)}));
        BIO_reset(out);
    }

    std::shared_ptr<const Context> context;
    std::unique_ptr<SSL, decltype(&SSL_free)> ssl;
    BIO* in; ///< owned by `ssl`, as is `out`
    BIO* out;
};

Tls::Tls(std::shared_ptr<const Context> context)
    : state_(std::make_unique<State>(std::move(context)))
{
}

Tls::~Tls() = default;

Result<void> Tls::receive(ByteView bytes, Bytes& plain, Bytes& out)
{
    BIO_write(state_->in, bytes.data(),
              static_cast<int>(std::min<std::size_t>(bytes.size(), INT_MAX)));
    std::array<std::uint8_t, LargestRecord> record;
    ERR_clear_error();
    int count = 0;
    while ((count = SSL_read(state_->ssl.get(), record.data(), record.size())) > 0) {
        append(plain, ByteView(record).first(static_cast<std::size_t>(count)));
    }
    const int error = SSL_get_error(state_->ssl.get(), count);
    state_->takeOutput(out);
    if (error == SSL_ERROR_SSL || error == SSL_ERROR_SYSCALL) {
        return failure(opensslReason());
    }
    return {};
}

void Tls::send(ByteView plain, Bytes& out)
{
    ERR_clear_error();
    while (!plain.empty()) {
        const ByteView record = plain.first(std::min(plain.size(), LargestRecord));
        if (SSL_write(state_->ssl.get(), record.data(), static_cast<int>(record.size())) <= 0) {
            break; // the client has broken TLS
        }
        plain = plain.subspan(record.size());
    }
    state_->takeOutput(out);
}

void Tls::close(Bytes& out)
{
    if (isUp() && (SSL_get_shutdown(state_->ssl.get()) & SSL_SENT_SHUTDOWN) == 0) {
        SSL_shutdown(state_->ssl.get());
        ERR_clear_error();
        state_->takeOutput(out);
    }
}

bool Tls::isUp() const
{
    return SSL_is_init_finished(state_->ssl.get()) == 1;
}

bool Tls::clientClosed() const
{
    return (SSL_get_shutdown(state_->ssl.get()) & SSL_RECEIVED_SHUTDOWN) != 0;
}

std::string Tls::protocol() const
{
    return SSL_get_version(state_->ssl.get());
}

std::string Tls::cipher() const
{
    return SSL_get_cipher_name(state_->ssl.get());
}

} // namespace framescope::scenario
