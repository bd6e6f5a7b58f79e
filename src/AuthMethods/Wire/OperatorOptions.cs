namespace AuthMethods.Wire;

/// <summary>The section <c>Operator</c>.</summary>
public sealed class OperatorOptions
{
    /// <summary>The secret that gives access, outside Development, to changes under <c>/authmethods</c> and to the reasons of refusals.</summary>
    public string? Key { get; set; }
}
