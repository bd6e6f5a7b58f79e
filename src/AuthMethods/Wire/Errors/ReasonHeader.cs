using Microsoft.AspNetCore.Http;

namespace AuthMethods.Wire.Errors;

/// <summary>
/// Tells people why a call was refused, in <c>x-authmethods-reason</c>: everybody in Development, elsewhere whoever sends the
/// operator's key in <c>x-authmethods-key</c>.
/// </summary>
internal sealed class ReasonHeader(OperatorAccess operators)
{
    public const string Name = "x-authmethods-reason";

    public void Add(HttpContext context, Refusal? refusal)
    {
        if (refusal is null || !operators.IsGranted(context.Request)) return;
        context.Response.Headers[Name] = $"{refusal.Kind}: {refusal.Text}";
    }
}
