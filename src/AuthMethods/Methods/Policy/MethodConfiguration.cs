using System.Text.Json.Serialization;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Methods.Policy;

/// <summary>
/// Graph's <c>authenticationMethodConfiguration</c>: who may use one kind of method, and how. Each kind's class is both the
/// wire type and the stored JSON; its initial values are the defaults.
/// </summary>
[GraphType("authenticationMethodConfiguration")]
public abstract class MethodConfiguration : IHasContained
{
    [JsonPropertyOrder(-3), Computed]
    public string Id { get; set; } = "";

    [JsonPropertyOrder(-2)]
    public MethodState State { get; set; }

    [JsonPropertyOrder(-1)]
    public IReadOnlyList<ExcludeTarget> ExcludeTargets { get; set; } = [];

    /// <summary>The include targets, without the properties of this kind.</summary>
    internal abstract IReadOnlyList<MethodTarget> Targets { get; }

    string IHasContained.Path =>
        $"policies/authenticationMethodsPolicy/authenticationMethodConfigurations('{Id}')/microsoft.graph.{WireType.Of(GetType(), GraphVersion.Beta).Name}";

    /// <summary>The users who may use these methods.</summary>
    internal GroupScope Users => State == MethodState.Enabled
        ? GroupScope.Of(Targets.Select(t => t.Id), ExcludeTargets.Select(t => t.Id))
        : GroupScope.Nobody;

    /// <summary>Whether what it says depends on users' groups.</summary>
    internal virtual bool NamesGroups => ExcludeTargets.Count > 0 || Targets.Any(t => t.Id != MethodTarget.AllUsers);

    /// <summary>Not in v1.0.</summary>
    internal bool IsBetaOnly => GetType().IsDefined(typeof(BetaOnlyAttribute), inherit: false);

    /// <summary>Updates properties that depend on changed ones.</summary>
    internal virtual void UpdateDependents(MethodConfiguration before) { }

    /// <summary>The first property with an invalid value; null if all are valid.</summary>
    internal virtual string? InvalidProperty() =>
        !Targets.All(t => MethodTarget.IsId(t.Id) && t.TargetType == TargetType.Group) ? "includeTargets"
        : !ExcludeTargets.All(t => GuidKey.TryParse(t.Id, out _) && t.TargetType == TargetType.Group) ? "excludeTargets"
        : null;
}

/// <summary>A configuration whose include targets are <typeparamref name="TTarget"/>s.</summary>
public abstract class MethodConfiguration<TTarget> : MethodConfiguration
    where TTarget : MethodTarget, new()
{
    [JsonPropertyOrder(1), Contained]
    public IReadOnlyList<TTarget> IncludeTargets { get; set; } = [new() { Id = MethodTarget.AllUsers }];

    internal override IReadOnlyList<MethodTarget> Targets => IncludeTargets;

    /// <summary>The users who may use methods that only some include targets allow.</summary>
    public GroupScope UsersOf(Func<TTarget, bool> isOpen) => State == MethodState.Enabled
        ? GroupScope.Of(IncludeTargets.Where(isOpen).Select(t => t.Id), ExcludeTargets.Select(t => t.Id))
        : GroupScope.Nobody;
}

/// <summary>Graph's <c>authenticationMethodState</c>.</summary>
[GraphName("authenticationMethodState")]
public enum MethodState
{
    Enabled,
    Disabled,
}

/// <summary>Graph's <c>advancedConfigState</c>; the default means "managed by Microsoft".</summary>
[GraphName("advancedConfigState"), UnknownFutureValue(3)]
public enum FeatureState
{
    Default,
    Enabled,
    Disabled,
}
