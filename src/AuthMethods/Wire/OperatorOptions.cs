namespace AuthMethods.Wire;

/// <summary>The section <c>Operator</c>.</summary>
public sealed class OperatorOptions
{
    /// <summary>The secret that opens, outside Development, what lives under <c>/authmethods</c> and the reasons of refusals.</summary>
    public string? Key { get; set; }
}
