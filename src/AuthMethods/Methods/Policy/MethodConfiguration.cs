using System.Text.Json.Serialization;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Methods.Policy;

/// <summary>
/// Graph's <c>authenticationMethodConfiguration</c>: who may use one kind of method, and how. Each kind's class is what goes over
/// the wire and what is stored; its initial values are those of a tenant that never changed it.
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

    /// <summary>The include targets, whatever else those of this kind say.</summary>
    internal abstract IReadOnlyList<MethodTarget> Targets { get; }

    string IHasContained.Path =>
        $"policies/authenticationMethodsPolicy/authenticationMethodConfigurations('{Id}')/microsoft.graph.{WireType.Of(GetType(), GraphVersion.Beta).Name}";

    /// <summary>The users who may use the methods that it is about.</summary>
    internal GroupScope Users => State == MethodState.Enabled
        ? GroupScope.Of(Targets.Select(t => t.Id), ExcludeTargets.Select(t => t.Id))
        : GroupScope.Nobody;

    /// <summary>v1.0 doesn't show it.</summary>
    internal virtual bool IsBetaOnly => false;

    /// <summary>Makes follow what follows from a change.</summary>
    internal virtual void UpdateDependents(MethodConfiguration before) { }

    /// <summary>The first property whose value will not do; null when all of them will.</summary>
    internal virtual string? InvalidProperty() =>
        !Targets.All(t => MethodTarget.IsId(t.Id) && t.TargetType == TargetType.Group) ? "includeTargets"
        : !ExcludeTargets.All(t => Guid.TryParseExact(t.Id, "D", out _) && t.TargetType == TargetType.Group) ? "excludeTargets"
        : null;
}

/// <summary>A configuration whose include targets are <typeparamref name="TTarget"/>s.</summary>
public abstract class MethodConfiguration<TTarget> : MethodConfiguration
    where TTarget : MethodTarget, new()
{
    [JsonPropertyOrder(1), Contained]
    public IReadOnlyList<TTarget> IncludeTargets { get; set; } = [new() { Id = MethodTarget.AllUsers }];

    internal override IReadOnlyList<MethodTarget> Targets => IncludeTargets;

    /// <summary>The users who may use those of the methods to which only some include targets are open.</summary>
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

/// <summary>Graph's <c>advancedConfigState</c>; the default is what Microsoft manages.</summary>
[GraphName("advancedConfigState")]
public enum FeatureState
{
    Default,
    Enabled,
    Disabled,
}
