using System.Text.Json.Serialization;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Methods.Policy;

/// <summary>Graph's <c>authenticationMethodTarget</c>: a group, or all users.</summary>
[GraphType("authenticationMethodTarget")]
public class MethodTarget
{
    /// <summary>The <c>id</c> that means all users.</summary>
    public const string AllUsers = "all_users";

    [JsonPropertyOrder(-3)]
    public TargetType TargetType { get; set; } = TargetType.Group;

    [JsonPropertyOrder(-2)]
    public string Id { get; set => field = Stored(value); } = "";

    [JsonPropertyOrder(-1)]
    public bool IsRegistrationRequired { get; set; }

    /// <summary>Whether a target can have this id: all users, or an object's id.</summary>
    internal static bool IsId(string id) => id == AllUsers || GuidKey.TryParse(id, out _);

    /// <summary>The only form of an object's id in a policy, so that it is found among a user's groups; any other text as it is.</summary>
    internal static string Stored(string id) => GuidKey.TryParse(id.AsSpan().Trim(), out var parsed) ? parsed.ToString() : id;
}

/// <summary>Graph's <c>excludeTarget</c>; exclusion beats inclusion.</summary>
[GraphType("excludeTarget", IsComplex = true)]
public sealed class ExcludeTarget
{
    public string Id { get; set => field = MethodTarget.Stored(value); } = "";

    public TargetType TargetType { get; set; } = TargetType.Group;
}

/// <summary>Graph's <c>includeTarget</c>, for settings that don't belong to a kind of method.</summary>
[GraphType("includeTarget", IsComplex = true)]
public sealed class IncludeTarget
{
    public string Id { get; set => field = MethodTarget.Stored(value); } = "";

    public TargetType TargetType { get; set; } = TargetType.Group;
}

/// <summary>Graph's <c>authenticationMethodTargetType</c>.</summary>
[GraphName("authenticationMethodTargetType"), UnknownFutureValue(2)]
public enum TargetType
{
    User,
    Group,
}
