using System.Buffers.Text;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using Fido2NetLib.Objects;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AuthMethods.Features.Fido2Methods;

/// <summary>
/// Registers a passkey in two requests: create the options for an authenticator, and verify its response. The framework's passkey
/// handler does both; this class converts between its format and Graph's.
/// </summary>
internal sealed class PasskeyCeremony(IPasskeyHandler<UserRow> handler, IOptions<PasskeyOptions> options)
{
    private const int MaxChallengeLength = 128;
    private const string Unreadable = "publicKeyCredential is not a result of navigator.credentials.create.";

    /// <summary>The options for an authenticator, and the state that <see cref="VerifyAsync"/> needs later.</summary>
    public async Task<(PublicKeyCreation Creation, string State)> CreateOptionsAsync(PasskeyUser user, HttpContext http)
    {
        var made = await handler.MakeCreationOptionsAsync(
            new() { Id = user.Id.ToString(), Name = user.UserPrincipalName, DisplayName = user.DisplayName }, http);
        var json = JsonNode.Parse(made.CreationOptionsJson)!;
        var creation = new PublicKeyCreation(
            new(Text(json["rp"]!["id"]), options.Value.RelyingPartyName),
            new(Text(json["user"]!["id"]), user.DisplayName, user.UserPrincipalName),
            Text(json["challenge"]),
            [.. json["pubKeyCredParams"]!.AsArray().Select(p => new CredentialParameters(Text(p!["type"]), (int)p["alg"]!))],
            (int)json["timeout"]!,
            [.. json["excludeCredentials"]!.AsArray().Select(c => new CredentialDescriptor(
                Text(c!["id"]), Text(c["type"]), [.. c["transports"]!.AsArray().Select(Text)]))],
            new(options.Value.AuthenticatorAttachment, RequireResidentKey: true, Text(json["authenticatorSelection"]!["userVerification"])),
            Text(json["attestation"]));
        return (creation, made.AttestationState!);

        static string Text(JsonNode? node) => (string)node!;
    }

    /// <summary>The challenge in the client data of a response.</summary>
    public static string ChallengeOf(PublicKeyCredential credential)
    {
        string? challenge;
        try
        {
            challenge = (string?)JsonNode.Parse(Bytes(credential.Response?.ClientDataJSON))?["challenge"];
        }
        // A duplicate property name throws an ArgumentException.
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            challenge = null;
        }

        return challenge is { Length: > 0 and <= MaxChallengeLength } && Base64Url.IsValid(challenge)
            ? challenge
            : throw PasskeyErrors.PasskeyRefused(Unreadable);
    }

    /// <summary>Verifies an authenticator's response: challenge, origin, relying party, flags, attestation and key.</summary>
    public async Task<VerifiedPasskey> VerifyAsync(PublicKeyCredential credential, string state, HttpContext http)
    {
        var json = new JsonObject
        {
            ["id"] = Base64Url.EncodeToString(Bytes(credential.Id)),
            ["type"] = "public-key",
            ["response"] = new JsonObject
            {
                ["clientDataJSON"] = Base64Url.EncodeToString(Bytes(credential.Response?.ClientDataJSON)),
                ["attestationObject"] = Base64Url.EncodeToString(Bytes(credential.Response?.AttestationObject)),
                ["transports"] = new JsonArray(),
            },
            ["clientExtensionResults"] = new JsonObject(),
        };
        var result = await handler.PerformAttestationAsync(new() { HttpContext = http, CredentialJson = json.ToJsonString(), AttestationState = state });
        // The message of an unexpected exception is not meant for callers.
        if (!result.Succeeded) throw PasskeyErrors.PasskeyRefused(result.Failure.InnerException is null ? result.Failure.Message : Unreadable);
        var attestation = http.Features.GetRequiredFeature<VerifiedAttestation>();
        return new(result.Passkey, attestation.AaGuid, options.Value.AttestationRoots is null ? [] : attestation.Thumbprints);
    }

    /// <summary>Accepts Base64 and base64url, with or without padding, because clients send all of them.</summary>
    private static byte[] Bytes(string? text)
    {
        var plain = text?.TrimEnd('=').Replace('+', '-').Replace('/', '_');
        if (string.IsNullOrEmpty(plain) || !Base64Url.IsValid(plain)) throw PasskeyErrors.PasskeyRefused(Unreadable);
        return Base64Url.DecodeFromChars(plain);
    }
}

/// <summary>A passkey whose registration was verified.</summary>
/// <param name="Key">The key and its properties.</param>
/// <param name="AaGuid">The model that the authenticator claims to be.</param>
/// <param name="Thumbprints">The certificates that prove it; empty without a trusted root.</param>
internal sealed record VerifiedPasskey(UserPasskeyInfo Key, Guid AaGuid, IReadOnlyList<string> Thumbprints)
{
    /// <summary>Creates the row, which the store completes.</summary>
    internal Fido2MethodRow ToRow(Guid userId, string? displayName) => new()
    {
        UserId = userId,
        Id = Guid.NewGuid().ToString(),
        DisplayName = displayName,
        AaGuid = AaGuid,
        AttestationLevel = Thumbprints.Count > 0 ? AttestationLevel.Attested : AttestationLevel.NotAttested,
        AttestationCertificates = string.Join(' ', Thumbprints),
        PasskeyType = Key.IsBackupEligible ? PasskeyType.Synced : PasskeyType.DeviceBound,
        CredentialId = Key.CredentialId,
        CredentialKey = Fido2MethodRow.KeyOf(Key.CredentialId),
        PublicKey = Key.PublicKey,
        SignCount = Key.SignCount,
        Transports = string.Join(' ', Key.Transports ?? []),
    };
}

/// <summary>The user a passkey is registered for.</summary>
internal sealed record PasskeyUser(Guid Id, string UserPrincipalName, string DisplayName, bool IsGuest);

internal static class PasskeyExtensions
{
    /// <summary>Adds the framework's passkey handler for the users of this directory.</summary>
    public static void AddPasskeys(this IServiceCollection services)
    {
        services.AddOptions<PasskeyOptions>().BindConfiguration("Passkey");
        services.AddScoped<PasskeyCeremony>();
        services.AddScoped<ISignInMethod, PasskeySignIn>();
        services.AddScoped<ISignInRegistration, PasskeySelfRegistration>();
        services.AddIdentityCore<UserRow>().AddUserStore<PasskeyUsers>();
        services.AddScoped<IPasskeyHandler<UserRow>, PasskeyHandler<UserRow>>();
        services.AddOptions<IdentityPasskeyOptions>().Configure<IOptions<PasskeyOptions>, TimeProvider>((handler, options, time) =>
        {
            var roots = new X509Certificate2Collection();
            if (options.Value.AttestationRoots is { } file) roots.ImportFromPemFile(file);
            handler.ServerDomain = options.Value.RelyingPartyId;
            handler.AuthenticatorTimeout = TimeSpan.FromMinutes(1);
            handler.UserVerificationRequirement = "required";
            handler.ResidentKeyRequirement = "required";
            handler.AttestationConveyancePreference = "direct";
            handler.AuthenticatorAttachment = options.Value.AuthenticatorAttachment;
            handler.IsAllowedAlgorithm = algorithm => (COSE.Algorithm)algorithm is COSE.Algorithm.ES256 or COSE.Algorithm.RS256;
            handler.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && options.Value.Accepts(context.Origin, context.HttpContext));
            handler.VerifyAttestationStatement = async context =>
            {
                var verified = await VerifiedAttestation.VerifyAsync(context.AttestationObject, context.ClientDataHash, roots, time.Now());
                // Passed on to the ceremony, because the handler reports only success or failure.
                context.HttpContext.Features.Set(verified);
                return verified is not null;
            };
        });
    }
}
