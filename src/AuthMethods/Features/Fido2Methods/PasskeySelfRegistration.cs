using System.Text.Json;
using System.Text.Json.Nodes;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Fido2Methods;

/// <summary>Sets up a passkey on a sign-in page, by the ceremony and the rules of the API.</summary>
internal sealed class PasskeySelfRegistration(AuthDb db, Fido2MethodStore store, PasskeyCeremony ceremony) : ISignInRegistration
{
    private const int MaxNameLength = 30;

    private static readonly TimeSpan ChallengeLifetime = TimeSpan.FromMinutes(5);

    public string Id => "fido2";

    public string Invitation => "Set up a passkey";

    public int Rank => 2;

    public string CampaignName => "Fido2";

    public string Permission => Fido2MethodKind.Write;

    public Task<bool> IsRegisteredAsync(Guid user) => db.Set<Fido2MethodRow>().AnyAsync(p => p.UserId == user);

    public async Task<bool> IsOpenAsync(TargetUser user) =>
        await store.UserAsync(user) is { IsGuest: false } && await store.IsAllowedAsync(user);

    public async Task<RegistrationChallenge> BeginAsync(HttpContext http, TargetUser user)
    {
        var owner = await store.UserAsync(user) ?? throw GraphErrors.MethodNotFound();
        var (creation, state) = await ceremony.CreateOptionsAsync(owner, http);
        await store.SaveChallengeAsync(user, creation.Challenge, state, ChallengeLifetime);
        return new("With a passkey you sign in without a password: with a security key, your phone or this device.")
        {
            Options = JsonSerializer.Serialize(creation, GraphJson.TypeOf<PublicKeyCreation>()),
        };
    }

    public async Task<GraphException?> CompleteAsync(HttpContext http, TargetUser user, string? state, string answer)
    {
        try
        {
            var credential = Read(answer);
            var challenge = PasskeyCeremony.ChallengeOf(credential);
            var stored = await store.FindStateAsync(user, challenge) ?? throw PasskeyErrors.PasskeyChallengeUnknown();
            var verified = await ceremony.VerifyAsync(credential, stored, http);
            var name = AuthenticatorModels.NameOf(verified.AaGuid) ?? "Passkey";
            return (await store.AddAsync(user, challenge, name.Length > MaxNameLength ? name[..MaxNameLength] : name, verified)).Refusal;
        }
        catch (GraphException refusal)
        {
            return refusal;
        }
    }

    /// <summary>What <c>PublicKeyCredential.toJSON()</c> makes.</summary>
    private static PublicKeyCredential Read(string answer)
    {
        try
        {
            var json = JsonNode.Parse(answer);
            return new((string?)json?["id"], new((string?)json?["response"]?["clientDataJSON"], (string?)json?["response"]?["attestationObject"]));
        }
        // A duplicate property name throws an ArgumentException.
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            throw PasskeyErrors.PasskeyRefused("The browser's answer cannot be read.");
        }
    }
}
