using System.Security.Cryptography;
using System.Text.Json.Serialization;
using AuthMethods.Methods;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.TemporaryAccessPassMethods;

/// <summary>Graph's <c>temporaryAccessPassAuthenticationMethod</c>.</summary>
[GraphType("temporaryAccessPassAuthenticationMethod")]
[Example("""{"id":"6f1967b7-15e8-4935-ac26-d50770ed07a7","temporaryAccessPass":null,"startDateTime":"2026-01-15T09:30:00Z","lifetimeInMinutes":480,"isUsableOnce":false,"isUsable":true,"methodUsabilityReason":"EnabledByPolicy","createdDateTime":"2026-01-15T09:30:00Z","lastUsedDateTime":null}""")]
public sealed class TemporaryAccessPass : AuthenticationMethod
{
    private const string Characters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789+*@#$%&=?!";

    private const string Sample = "Adele+Pass";

    /// <summary>The pass itself. Only the response that creates it shows it.</summary>
    [JsonPropertyName("temporaryAccessPass")]
    public string? Pass { get; init; }

    public DateTimeOffset StartDateTime { get; init; }

    public int LifetimeInMinutes { get; init; }

    public bool IsUsableOnce { get; init; }

    public bool IsUsable { get; init; }

    /// <summary>Why it is usable or not: <c>EnabledByPolicy</c>, <c>DisabledByPolicy</c>, <c>Expired</c>, <c>NotYetValid</c> or <c>OneTimeUsed</c>.</summary>
    public string? MethodUsabilityReason { get; init; }

    internal static TemporaryAccessPass From(TemporaryAccessPassRow row, MethodView view) => From(row, view, pass: null);

    internal static TemporaryAccessPass From(TemporaryAccessPassRow row, MethodView view, string? pass)
    {
        var usability = row.UsabilityAt(view.Now, view.Policy.Allows(view.Policy.Tenant.Of<TemporaryAccessPassConfiguration>()));
        return new()
        {
            Id = row.Id,
            Pass = pass,
            StartDateTime = row.StartDateTime,
            LifetimeInMinutes = row.LifetimeInMinutes,
            IsUsableOnce = row.IsUsableOnce,
            IsUsable = usability == PassUsability.EnabledByPolicy,
            MethodUsabilityReason = usability.ToString(),
            CreatedDateTime = row.CreatedDateTime,
            LastUsedDateTime = row.LastUsedDateTime,
        };
    }

    /// <summary>Letters, digits and symbols, without characters that look alike.</summary>
    public static string Generate(int length) => RandomNumberGenerator.GetString(Characters, length);

    /// <summary>The sample passes: adele can sign in with hers for eight hours.</summary>
    internal static IEnumerable<TemporaryAccessPassRow> SamplesOf(SampleUser user) => user.Alias != "adele" ? [] :
    [
        new()
        {
            Id = "6f1967b7-15e8-4935-ac26-d50770ed07a7", PassHash = user.Hash(Sample), PassTag = TemporaryAccessPassRow.TagOf(user.Id, Sample),
            StartDateTime = user.Now, LifetimeInMinutes = 480,
        },
    ];
}
